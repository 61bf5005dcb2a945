// Progressive enhancement only: every page works without this file.
(() => {
  const root = document.documentElement;
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Menus close with Escape and when the focus leaves.
  $$("details.menu").forEach((menu) => {
    const close = () => { menu.open = false; };
    menu.addEventListener("keydown", (e) => { if (e.key === "Escape" && menu.open) { close(); menu.querySelector("summary").focus(); } });
    menu.addEventListener("focusout", (e) => { if (e.relatedTarget && !menu.contains(e.relatedTarget)) close(); });
    document.addEventListener("click", (e) => { if (!menu.contains(e.target)) close(); });
  });

  // A link that works once: what follows # is sent as a form, and leaves the address at once.
  const link = document.getElementById("link");
  if (link && location.hash.length > 1) {
    link.elements.secret.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    link.requestSubmit();
  }

  // Contents fold on a phone.
  if (matchMedia("(max-width: 72rem)").matches) $$(".contents details").forEach((d) => { d.open = false; });

  // Editor: jump to a line, insert a label, save by key, say what is not saved.
  const source = document.querySelector("#editor textarea");
  if (source) {
    const saved = document.getElementById("saved");
    let dirty = false;
    source.addEventListener("input", () => { dirty = true; saved.textContent = "Changed, not saved"; });
    source.form.addEventListener("submit", () => { dirty = false; });
    addEventListener("beforeunload", (e) => { if (dirty) e.preventDefault(); });
    source.addEventListener("keydown", (e) => {
      if ((e.ctrlKey || e.metaKey) && e.key === "s") { e.preventDefault(); source.form.requestSubmit(document.getElementById("save")); }
    });
    $$("[data-line]").forEach((a) => a.addEventListener("click", (e) => {
      const lines = source.value.split("\n"), line = Math.min(+a.dataset.line, lines.length);
      if (!line) return;
      e.preventDefault();
      const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      source.focus();
      source.setSelectionRange(start, start + lines[line - 1].length);
      source.scrollTop = (source.scrollHeight / lines.length) * (line - 6);
    }));
    $$("[data-insert]").forEach((b) => {
      b.hidden = false;
      b.addEventListener("click", () => { source.focus(); source.setRangeText(b.dataset.insert, source.selectionStart, source.selectionEnd, "end"); source.dispatchEvent(new Event("input")); });
    });
  }

  // Review: a selection inside one block becomes the span of the comment.
  const comment = document.getElementById("comment");
  if (comment) document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0), block = range.startContainer.parentElement?.closest(".block");
    if (!block || !block.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(block, 0); before.setEnd(range.startContainer, range.startOffset);
    // Remarks stand inside their block, and are not its text.
    const said = (part) => {
      const copy = part.cloneContents();
      $$(".note, .block-tools", copy).forEach((e) => e.remove());
      return copy.textContent;
    };
    // Where the page lays a text out anew, a remark is on the whole block.
    const isWhole = block.querySelector(".timeline, .whys, .factors, .corrections");
    const from = isWhole ? 0 : said(before).length, words = said(range);
    comment.elements.block.value = block.id.slice(1);
    comment.elements.from.value = from;
    comment.elements.to.value = isWhole ? 0 : from + words.length;
    document.getElementById("span-hint").textContent = isWhole ? "Now: all of this part." : `Now: “${words.slice(0, 80)}”.`;
  });

  // Timeline: the entry in view is marked on the scale.
  const points = new Map($$(".scale a[href^='#t']").map((a) => [a.getAttribute("href").slice(1), a]));
  if (points.size && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver((entries) => entries.forEach((e) => {
      const point = points.get(e.target.id);
      if (e.isIntersecting) point.setAttribute("aria-current", "true"); else point.removeAttribute("aria-current");
    }), { rootMargin: "-35% 0px -55% 0px" });
    $$(".entry").forEach((e) => seen.observe(e));
  }

  // One-key search, only where the person has switched it on.
  if (root.dataset.shortcuts === "on") document.addEventListener("keydown", (e) => {
    if (e.key === "/" && !/^(input|textarea|select)$/i.test(e.target.tagName)) { e.preventDefault(); document.getElementById("q")?.focus(); }
  });
})();
