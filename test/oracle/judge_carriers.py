"""Judges files of carriers before and after apply, with the parsers of Python and its packages, and without the tool.

usage: judge_carriers.py BEFORE AFTER MAP.json

MAP.json: {"paths": {"app.old.Manager": "app.unified.Unified", ...}, "prefix": [old, new] | null, "listed": {path: [line, ...]}}.
For each file: the trees before and after differ only in scalars that name a legacy path; such a scalar becomes what the Map says, and
its line is listed; all other bytes are equal. Each new path must resolve. Prints figures and problems as JSON.
"""
import ast, configparser, doctest, json, os, pkgutil, re, shlex, sys

before_root, after_root, map_file = sys.argv[1:4]
given = json.load(open(map_file, encoding="utf8"))
paths, prefix, listed = given["paths"], given.get("prefix"), given["listed"]
sys.path.insert(0, after_root)
sys.dont_write_bytecode = True
targets, problems, figures = set(), [], {}


def mapped(path):
    """The new path of a dotted one; the same where the Map says nothing of it."""
    plain = path.replace(":", ".")
    for legacy, canonical in paths.items():
        if plain == legacy or plain.startswith(legacy + "."):
            new = canonical + plain[len(legacy):]
            targets.add(new)
            if ":" not in path:
                return new
            tail = len(path.split(":", 1)[1].split("."))
            parts = new.split(".")
            return ".".join(parts[:-tail]) + ":" + ".".join(parts[-tail:])
    return path


names = sorted(paths, key=len, reverse=True)
pattern = re.compile(
    r"(?<![\w.:/$-])(?:" + "|".join(re.escape(name).replace(r"\.", "[.:]") for name in names) + r")(?![\w/-])(?:[.:]\w+)*"
)


def replaced(text):
    return pattern.sub(lambda match: mapped(match[0]), text)


def bindings(code):
    """The names that imports of a program bind, each with what it leads to under the Map; and all other statements."""
    bound, others = set(), []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                bound.add((alias.asname or alias.name, mapped(f"{node.module}.{alias.name}")))
        elif isinstance(node, ast.Import):
            for alias in node.names:
                bound.add((alias.asname or mapped(alias.name), mapped(alias.name)))
        elif isinstance(node, ast.stmt):
            others.append(type(node).__name__)
    return bound, sorted(others)


def code_equal(old, new):
    try:
        first = bindings(old)
    except SyntaxError:
        return old == new or replaced(old) == new
    try:
        return first == bindings(new)
    except SyntaxError:
        return False


def same(old, new, is_code, place, found):
    """Compare two scalars."""
    if old == new:
        return
    found.append((old, new))
    section = re.fullmatch(r"mypy-(.*)", old)
    if section and place.endswith(" key") and new == "mypy-" + mapped(section[1]):
        return
    if not (code_equal(old, new) if is_code else (replaced(old) == new or in_shell(old, new))):
        problems.append(f"{place}: {old[:200]!r} became {new[:200]!r}")


def in_shell(old, new):
    """Commands: the same words, but for those that the Map changes; programs behind -c are compared as programs."""
    try:
        first, second = shlex.split(old, comments=True), shlex.split(new, comments=True)
    except ValueError:
        return False
    return len(first) == len(second) and all(
        a == b or replaced(a) == b or (k > 0 and first[k - 1] == "-c" and code_equal(a, b))
        for k, (a, b) in enumerate(zip(first, second))
    )


def walk(old, new, place, found, is_code=lambda place: False):
    """Compare two trees of dicts, lists and scalars; keys may be paths, too."""
    if type(old) is not type(new):
        problems.append(f"{place}: {type(old).__name__} became {type(new).__name__}")
    elif isinstance(old, dict):
        if len(old) != len(new):
            problems.append(f"{place}: the number of keys changed")
        for (key, value), (other, changed) in zip(old.items(), new.items()):
            same(str(key), str(other), False, f"{place} key", found)
            walk(value, changed, f"{place}.{key}", found, is_code)
    elif isinstance(old, list):
        if len(old) != len(new):
            problems.append(f"{place}: the number of items changed")
        for k, (value, changed) in enumerate(zip(old, new)):
            walk(value, changed, f"{place}[{k}]", found, is_code)
    elif isinstance(old, str):
        same(old, new, is_code(place), place, found)
    elif old != new and not (old != old and new != new):
        problems.append(f"{place}: {old!r} became {new!r}")


def of_yaml(text):
    import yaml

    class Loader(yaml.BaseLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, suffix, node: f"!{suffix}")
    return [as_tree(document) for document in yaml.compose_all(text, Loader)]


def as_tree(node):
    """A tree of YAML with every key kept, also where one stands twice."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        return [[as_tree(key), as_tree(value)] for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [as_tree(value) for value in node.value]
    return None if node is None else node.value


def of_toml(text):
    import tomllib

    return tomllib.loads(text)


def of_ini(text):
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True, delimiters=("=", ":"), interpolation=None)
    parser.optionxform = str
    parser.read_string(text)
    return {section: dict(parser.items(section)) for section in parser.sections()}


def of_notebook(text):
    tree = json.loads(text)
    for cell in tree.get("cells", []):
        source = cell.get("source", [])
        # New lines of a cell are new strings of its list.
        cell["source"] = "".join(source) if isinstance(source, list) else source
    return tree


def of_rst(text):
    """All elements that docutils finds: code, sessions and everything else."""
    import docutils.core, docutils.nodes

    settings = {"report_level": 5, "halt_level": 6, "file_insertion_enabled": False, "raw_enabled": False, "syntax_highlight": "none"}
    document = docutils.core.publish_doctree(text, settings_overrides=settings)
    return [
        {"kind": type(node).__name__, "text": node.rawsource if not node.children else node.astext()}
        for node in document.findall()
        if isinstance(node, (docutils.nodes.literal_block, docutils.nodes.doctest_block, docutils.nodes.paragraph, docutils.nodes.title))
    ]


def rst_code(element):
    """A literal block of Python, or an example of the interpreter without its prompts."""
    text = element["text"]
    if element["kind"] == "doctest_block" or text.lstrip().startswith(">>>"):
        return "\n".join(example.source for example in doctest.DocTestParser().get_examples(text))
    return text


fence = re.compile(r"^(?P<indent> {0,3})(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)\n(?P<body>.*?)(?:^ {0,3}(?P=mark)[`~]*[ \t]*$|\Z)", re.M | re.S)


def of_markdown(text):
    """Fences, and what stands between them."""
    parts, at = [], 0
    for match in fence.finditer(text):
        parts += [["prose", text[at:match.start()]], ["fence " + match["info"].strip(), match["body"]]]
        at = match.end()
    return parts + [["prose", text[at:]]]


def lines_of_shell(text):
    return re.sub(r"\\\n", "  ", text).split("\n")


readers = {
    ".yaml": of_yaml, ".yml": of_yaml, ".toml": of_toml, ".json": json.loads, ".ini": of_ini, ".cfg": of_ini,
    ".ipynb": of_notebook, ".rst": of_rst, ".md": of_markdown,
}


def kind_of(name):
    base = os.path.basename(name)
    ending = os.path.splitext(base)[1]
    if ending in readers:
        return ending
    if ending == ".sh" or base.startswith(("Dockerfile", "Makefile")):
        return "shell"
    return ending if ending == ".py" else ""


def judge(name, old, new, found):
    kind = kind_of(name)
    if kind == "shell":
        first, second = lines_of_shell(old), lines_of_shell(new)
        if len(first) != len(second):
            problems.append(f"{name}: lines came or went")
        for k, (a, b) in enumerate(zip(first, second)):
            same(a, b, False, f"{name}:{k + 1}", found)
    elif kind == ".py":
        # Docstrings and comments: the program itself stays as it is.
        docs = lambda text: [node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        if strip_docs(old) != strip_docs(new):
            problems.append(f"{name}: the program changed")
        for k, (a, b) in enumerate(zip(docs(old), docs(new))):
            if a != b:
                found.append((a, b))
                examples = lambda text: "\n".join(one.source for one in doctest.DocTestParser().get_examples(text))
                if not code_equal(examples(a), examples(b)):
                    problems.append(f"{name}: the examples of string {k} mean something else")
    elif kind == ".rst":
        first, second = of_rst(old), of_rst(new)
        if len(first) != len(second):
            problems.append(f"{name}: elements came or went")
        for k, (a, b) in enumerate(zip(first, second)):
            if a != b and a["kind"] in ("literal_block", "doctest_block"):
                same(rst_code(a), rst_code(b), True, f"{name} element {k}", found)
            elif a != b:
                # The names that Sphinx looks up.
                same(a["text"], b["text"], False, f"{name} element {k}", found)
    elif kind == ".md":
        first, second = of_markdown(old), of_markdown(new)
        if len(first) != len(second):
            problems.append(f"{name}: fences came or went")
        for k, (a, b) in enumerate(zip(first, second)):
            if a[0] != b[0]:
                problems.append(f"{name}: fence {k} has another language")
            text = lambda body: "\n".join(one.source for one in doctest.DocTestParser().get_examples(body)) if body.lstrip().startswith(">>>") else body
            same(text(a[1]), text(b[1]), a[0] != "prose", f"{name} part {k}", found)
    else:
        walk(readers[kind](old), readers[kind](new), name, found, lambda place: kind == ".ipynb" and place.endswith(".source"))


def strip_docs(text):
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = None
    return ast.dump(tree)


def bytes_equal(name, old, new):
    """Lines that changed name what moves, stand where an edit is listed, and are all that changed."""
    import difflib

    first, second = old.split(b"\n"), new.split(b"\n")
    for tag, a, b, c, d in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = b"\n".join(first[a:b]).decode(), b"\n".join(second[c:d]).decode()
        spoken = prefix[0] in gone if prefix else any(part in gone for part in roots) or re.search(moving, gone)
        # The last string of a cell gets an end of its line when one comes behind it.
        grows = name.endswith(".ipynb") and come.startswith(gone.removesuffix('"'))
        if gone and not spoken and not grows:
            problems.append(f"{name}:{a + 1}: a line that names nothing changed: {gone[:200]!r} became {come[:200]!r}")
        if not any(a - 3 <= line <= b + 3 for line in listed.get(name, [])):
            problems.append(f"{name}:{a + 1}: no edit of this line is listed")
    if prefix:
        undone = new.decode(errors="surrogateescape").replace(prefix[1], prefix[0])
        undone = re.sub(r"\bimport ([\w.]+) as \1\b", r"import \1", undone)
        if undone != old.decode(errors="surrogateescape"):
            problems.append(f"{name}: with the paths put back, it is not what it was")


moving = r"\b(?:" + "|".join(sorted({re.escape(path.rsplit(".", 1)[-1]) for path in paths})) + r")\b"
roots = {path.rsplit(".", 1)[0] for path in paths} | set(paths)
for folder, _, files in os.walk(before_root):
    for file in sorted(files):
        name = os.path.relpath(os.path.join(folder, file), before_root).replace(os.sep, "/")
        kind = kind_of(name)
        if kind == "" or (kind == ".py" and not name.startswith("carried/")):
            continue
        old, new = (open(os.path.join(root, name), "rb").read() for root in (before_root, after_root))
        figure = figures.setdefault(kind, {"files": 0, "changed": 0, "scalars": 0, "unread": 0})
        if old == new and name not in listed and not any(path.split(".")[-1].encode() in old for path in roots):
            continue
        found = []
        try:
            judge(name, old.decode("utf8").replace("\r\n", "\n"), new.decode("utf8").replace("\r\n", "\n"), found)
        except RecursionError:
            raise
        except Exception as error:  # What its own parser does not read says nothing, unless it was edited.
            figure["unread"] += 1
            if old != new:
                problems.append(f"{name}: {type(error).__name__}: {error}")
            continue
        figure["files"] += 1
        figure["changed"] += old != new
        figure["scalars"] += len(found)
        if old != new:
            bytes_equal(name, old, new)

resolved = 0
if not prefix:
    for target in sorted(targets):
        try:
            pkgutil.resolve_name(target)
            resolved += 1
        except (ImportError, AttributeError) as error:
            problems.append(f"{target} does not resolve: {error}")
print(json.dumps({"figures": figures, "resolved": resolved, "problems": problems}))
