"""Writes src/engine/python/standard-library.json: the names of the standard library, with the versions of Python that have them.

    python3 scripts/standard-library.py TYPESHED PYTHON... > src/engine/python/standard-library.json

TYPESHED is the folder `stdlib` of typeshed, such as `mypy/typeshed/stdlib` of the wheel of mypy. Each PYTHON is an interpreter,
one for each version: it tells which of the names are there, and which of them are one object. Versions without an interpreter
have what typeshed says. Names that start with an underscore are left out.

The result has a line for each module: its name, and its names. `name@3.9-3.12` is there in these versions, `name@3.9-` since
then; `name=module:other` is the same object as another name in every version that has both; `name?` is not there on every
platform, or its identity depends on the version.
"""

import ast
import json
import pathlib
import subprocess
import sys

VERSIONS = [(3, minor) for minor in range(8, 15)]
LEFT_OUT = {"antigravity", "this", "idlelib", "lib2to3", "turtledemo", "__main__"}

PROBE = r'''
import importlib, io, json, sys, types, warnings
warnings.simplefilter("ignore")
modules = json.load(sys.stdin)
found, objects, keep = {}, {}, []
real, sys.stdout = sys.stdout, io.StringIO()
for module in modules:
    try:
        loaded = importlib.import_module(module)
    except BaseException:
        continue
    names = modules[module]
    if hasattr(loaded, "__getattr__"):
        names = sorted({*names, *(n for m in modules if m.startswith(module + ".") for n in modules[m])})
    have = {}
    for name in names:
        try:
            value = getattr(loaded, name)
        except BaseException:
            continue
        keep.append(value)
        told = isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType))
        at = f"{getattr(value, '__module__', None) or ''}:{getattr(value, '__qualname__', '')}"
        if isinstance(value, types.ModuleType):
            at = value.__name__
        have[name] = (id(value), at) if told else None
    found[module] = have
sys.stdout = real
json.dump({"version": list(sys.version_info[:2]), "found": found}, sys.stdout)
'''


def lifetimes(typeshed):
    """Module -> first and last version, by typeshed's VERSIONS."""
    spans = {}
    for line in (typeshed / "VERSIONS").read_text().splitlines():
        line = line.split("#")[0].strip()
        if line:
            module, span = line.split(":")
            first, _, last = span.strip().partition("-")
            spans[module] = (version(first), version(last) if last else (9, 9))
    return spans


def version(text):
    return tuple(int(part) for part in text.split("."))


def lifetime(module, spans):
    while module not in spans and "." in module:
        module = module.rpartition(".")[0]
    return spans.get(module, ((3, 0), (9, 9)))


def holds(test, at):
    """Does a condition of a stub hold? None where that depends on the platform."""
    if isinstance(test, ast.BoolOp):
        values = [holds(value, at) for value in test.values]
        if isinstance(test.op, ast.And):
            return False if False in values else None if None in values else True
        return True if True in values else None if None in values else False
    if isinstance(test, ast.UnaryOp):
        value = holds(test.operand, at)
        return None if value is None else not value
    if isinstance(test, ast.Compare) and ast.unparse(test.left) == "sys.version_info":
        other = ast.literal_eval(test.comparators[0])
        operators = {ast.GtE: at >= other, ast.Lt: at < other, ast.Gt: at > other, ast.LtE: at <= other}
        return operators.get(type(test.ops[0]))
    return None


def names_of(body, at, is_sure=True):
    """The names that a stub offers in a version, each with whether every platform has it."""
    names = {}

    def add(name, sure=is_sure):
        names[name] = names.get(name, False) or sure

    for node in body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            add(node.name)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == "*":
                    names.setdefault("*" + "." * node.level + (node.module or ""), is_sure)
                elif alias.asname == alias.name:
                    add(alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname == alias.name:
                    add(alias.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            add(node.target.id)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    add(target.id)
        elif isinstance(node, ast.If):
            value = holds(node.test, at)
            for branch, wanted in ((node.body, True), (node.orelse, False)):
                if value is None or value is wanted:
                    for name, sure in names_of(branch, at, is_sure and value is not None).items():
                        names[name] = names.get(name, False) or sure
        elif isinstance(node, ast.Try):
            names.update(names_of(node.body, at, is_sure))
    return names


def stubs_of(typeshed):
    for path in sorted(typeshed.rglob("*.pyi")):
        parts = list(path.relative_to(typeshed).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        if parts and parts[0] not in LEFT_OUT:
            yield ".".join(parts), path.name == "__init__.pyi", ast.parse(path.read_text())


def with_stars(module, is_package, trees, at, seen=()):
    if module not in trees or module in seen:
        return {}
    names = names_of(trees[module].body, at)
    for star in [name for name in names if name.startswith("*")]:
        sure = names.pop(star)
        dots = len(star) - 1 - len(star[1:].lstrip("."))
        source = star[1 + dots :]
        if dots:
            base = module.split(".")[: len(module.split(".")) - dots + is_package[module]]
            source = ".".join([*base, *([source] if source else [])])
        for name, other in with_stars(source, is_package, trees, at, (*seen, module)).items():
            if not name.startswith("_"):
                names[name] = names.get(name, False) or (sure and other)
    return names


def span_of(versions):
    """Versions as `@first-last`; nothing for all of them. Gaps do not happen, and are an error."""
    first, last = min(versions), max(versions)
    if [v for v in VERSIONS if first <= v <= last] != sorted(versions):
        raise SystemExit(f"a gap in {versions}")
    if first == VERSIONS[0] and last == VERSIONS[-1]:
        return ""
    start = "" if first == VERSIONS[0] else "3.%d" % first[1]
    return "@" + start + "-" + ("" if last == VERSIONS[-1] else "3.%d" % last[1])


def main(typeshed, pythons):
    typeshed = pathlib.Path(typeshed)
    spans = lifetimes(typeshed)
    loaded = list(stubs_of(typeshed))
    trees = {module: tree for module, _, tree in loaded}
    is_package = {module: package for module, package, _ in loaded}
    stub = {
        at: {
            module: {
                name: sure
                for name, sure in with_stars(module, is_package, trees, at).items()
                if not name.startswith("_")
            }
            for module in trees
            if lifetime(module, spans)[0] <= at <= lifetime(module, spans)[1]
        }
        for at in VERSIONS
    }
    every = {m: sorted({n for at in VERSIONS for n in stub[at].get(m, ())}) for m in trees}
    probed = {}
    for python in pythons:
        said = subprocess.run([python, "-c", PROBE], input=json.dumps(every), capture_output=True, text=True)
        answer = json.loads(said.stdout)
        probed[tuple(answer["version"])] = answer["found"]
    lines = {}
    for module in trees:
        tokens, alive = [], set()
        names = set(every[module]).union(*(found.get(module, {}) for found in probed.values()))
        for name in sorted(names):
            there, doubtful, same = set(), False, set()
            for before, at in zip([None, *VERSIONS], VERSIONS):
                by_stub = stub[at].get(module, {}).get(name)
                found = probed.get(at)
                if found is None and before in probed and module in probed[before] and module in stub[at]:
                    # Some names of stubs are for type checkers alone, and some of the library are not in them: changes count.
                    if by_stub == stub[before].get(module, {}).get(name):
                        there |= {at} if before in there else set()
                    elif by_stub is not None:
                        there.add(at)
                elif found is None or module not in found:
                    # Nothing to run: what typeshed says. A module that does not load is of another platform.
                    if by_stub is not None:
                        there.add(at)
                        doubtful |= not by_stub or (found is not None)
                elif name in found[module]:
                    there.add(at)
                    same.add(key(module, name, found))
                elif by_stub is not None and not by_stub:
                    there.add(at)
                    doubtful = True
            if not there:
                continue
            # A name of an old version that came and went is left out.
            if sorted(there) != [v for v in VERSIONS if min(there) <= v <= max(there)]:
                continue
            alive |= there
            same.discard(None)
            own = f"{module}:{name}"
            token = name + span_of(there)
            if len(same) > 1 or doubtful:
                token += "?"
            elif same and same != {own}:
                token += "=" + same.pop()
            tokens.append(token)
        alive |= {at for at in VERSIONS if module in stub[at] or module in probed.get(at, {})}
        if alive:
            lines[module + span_of(alive)] = " ".join(tokens)
    head = {"versions": ["%d.%d" % at for at in VERSIONS], "modules": lines}
    print(json.dumps(head, indent=0, sort_keys=True))


def key(module, name, found):
    """The name that an object goes by, among the public ones that lead to it; None for a value, whose identity says nothing."""
    entry = found[module][name]
    if entry is None:
        return None
    number, at = entry
    if ":" not in at:
        return at if at in found else f"{module}:{name}"
    home, _, own = at.partition(":")
    if found.get(home, {}).get(own) and found[home][own][0] == number:
        return at
    holders = [f"{m}:{n}" for m, names in found.items() for n, e in names.items() if e and e[0] == number]
    return min(holders, key=lambda holder: (holder.startswith("_"), holder))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
