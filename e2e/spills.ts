// What does not fit on a page. It runs in the browser.

/** Words that leave their box or the window, and a page that scrolls sideways. */
export function spills(): string[] {
  const found: string[] = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth)
    found.push(`the page is ${page.scrollWidth} pixels wide`);
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode;
    const parent = text.parentElement!;
    if (
      !text.nodeValue!.trim() ||
      parent.closest(".sr-only, .skip-link, svg, textarea, select, script, .redacted")
    )
      continue;
    if (!parent.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
      continue;
    const box = boxOf(parent);
    if (!box) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const outer = box.getBoundingClientRect();
    for (const inner of range.getClientRects()) {
      // Half a letter of room: italics and punctuation that hangs.
      if (inner.width > 1 && (inner.right > outer.right + 6 || inner.left < outer.left - 10)) {
        found.push(
          `“${text.nodeValue!.trim().slice(0, 40)}” leaves ${box.tagName.toLowerCase()}.${box.className}`,
        );
        break;
      }
    }
  }
  return found;

  /** The nearest box around words; none where it scrolls or is hidden for the eye. */
  function boxOf(element: Element): Element | null {
    let box: Element | null = element;
    while (box && getComputedStyle(box).display.startsWith("inline")) box = box.parentElement;
    for (let around = box; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.overflowX === "auto" || style.overflowX === "scroll") return null;
      if (style.clipPath !== "none") return null;
    }
    return box;
  }
}
