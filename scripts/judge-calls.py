"""Judge a run of ssot-codemod on its calls, with CPython's ast alone: no code is shared with the tool.

    python3 judge-calls.py BEFORE SYMBOLS.json [REPORT.json [TARGET=FILE:FUNCTION…]]

BEFORE is the tree that the run read. SYMBOLS.json is a list of legacy symbols, each "module:Name". REPORT.json is what
`dry-run --format json` said. Prints how many calls there are; each that the report neither edits nor refuses; each that
it edits and that does not bind to the signature of its target.
"""

import ast
import collections
import inspect
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
SKIPPED = {"node_modules", ".git", ".venv", "venv", "site-packages", ".ssot-codemod"}


def python_files(root):
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED]
        for name in files:
            path = os.path.join(folder, name)
            if name.endswith(".py") and not os.path.islink(path):
                yield os.path.relpath(path, root).replace(os.sep, "/")


class Scope:
    def __init__(self, kind, parent):
        self.kind, self.parent = kind, parent
        self.bound = collections.defaultdict(set)
        self.declared = {}

    def look_up(self, name, inner=True):
        """The symbols that imports bind to the name, by the rules of scopes; classes are seen from inside alone."""
        if self.declared.get(name) == "global":
            scope = self
            while scope.parent:
                scope = scope.parent
            return scope.bound.get(name, set())
        if name in self.bound and (inner or self.kind != "class") and name not in self.declared:
            return self.bound[name]
        return self.parent.look_up(name, False) if self.parent else set()


class Finder:
    """Two passes over a tree: the bindings of each scope, then the calls."""

    def __init__(self, module, package, symbols):
        self.module, self.package, self.symbols = module, package, symbols
        self.modules = {symbol.split(":")[0] for symbol in symbols}
        self.calls = []
        self.scopes = {}

    def absolute(self, node):
        if not node.level:
            return node.module or ""
        parts = self.package.split(".") if self.package else []
        base = parts[: len(parts) - node.level + 1]
        return ".".join(base + ([node.module] if node.module else []))

    def bind(self, node, scope):
        kind = type(node).__name__
        if kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
            scope.bound[node.name].add("?")
        elif kind == "ImportFrom":
            module = self.absolute(node)
            for alias in node.names:
                scope.bound[alias.asname or alias.name].add(f"{module}:{alias.name}")
        elif kind == "Import":
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                scope.bound[name].add("module " + (alias.name if alias.asname else name))
        elif kind == "Name" and isinstance(node.ctx, (ast.Store, ast.Del)):
            scope.bound[node.id].add("?")
        elif kind == "arg":
            scope.bound[node.arg].add("?")
        elif kind == "ExceptHandler" and node.name:
            scope.bound[node.name].add("?")
        elif kind in ("Global", "Nonlocal"):
            for name in node.names:
                scope.declared[name] = kind.lower()

    def read(self, node, scope, act):
        kind = type(node).__name__
        act(node, scope)
        if kind in ("FunctionDef", "AsyncFunctionDef", "Lambda"):
            arguments = node.args
            outer = [*arguments.defaults, *(d for d in arguments.kw_defaults if d), *getattr(node, "decorator_list", [])]
            every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
            outer += [a.annotation for a in every if a and a.annotation]
            if getattr(node, "returns", None):
                outer.append(node.returns)
            for child in outer:
                self.read(child, scope, act)
            inner = self.scopes.setdefault(node, Scope("function", scope))
            for argument in every:
                if argument:
                    act(argument, inner)
            for child in node.body if isinstance(node.body, list) else [node.body]:
                self.read(child, inner, act)
        elif kind == "ClassDef":
            for child in [*node.bases, *node.keywords, *node.decorator_list]:
                self.read(child, scope, act)
            inner = self.scopes.setdefault(node, Scope("class", scope))
            for child in node.body:
                self.read(child, inner, act)
        elif kind in ("ListComp", "SetComp", "GeneratorExp", "DictComp"):
            self.read(node.generators[0].iter, scope, act)
            inner = self.scopes.setdefault(node, Scope("function", scope))
            for k, generator in enumerate(node.generators):
                self.read(generator.target, inner, act)
                if k:
                    self.read(generator.iter, inner, act)
                for condition in generator.ifs:
                    self.read(condition, inner, act)
            for child in [node.key, node.value] if kind == "DictComp" else [node.elt]:
                self.read(child, inner, act)
        else:
            for child in ast.iter_child_nodes(node):
                self.read(child, scope, act)

    def called(self, node, scope):
        if not isinstance(node, ast.Call):
            return
        parts, head = [], node.func
        while isinstance(head, ast.Attribute):
            parts.insert(0, head.attr)
            head = head.value
        if not isinstance(head, ast.Name):
            return
        for meaning in scope.look_up(head.id):
            if not parts:
                if meaning in self.symbols:
                    self.calls.append((node, meaning))
                    return
                continue
            path = meaning[7:] if meaning.startswith("module ") else meaning.replace(":", ".")
            symbol = ".".join([path, *parts[:-1]]) + ":" + parts[-1]
            if symbol in self.symbols and (meaning.startswith("module ") or path in self.modules):
                self.calls.append((node, symbol))
                return

    def run(self, tree):
        top = Scope("module", None)
        self.read(tree, top, self.bind)
        self.read(tree, top, self.called)
        return self.calls


def identity(path):
    parts = path[: -len(".py")].split("/")
    if parts[0] == "src":
        parts = parts[1:]
    is_package = parts[-1] == "__init__"
    module = parts[:-1] if is_package else parts
    return ".".join(module), ".".join(module if is_package else module[:-1])


def column(line, offset):
    """ast counts bytes, the tool UTF-16 code units from 1."""
    return len(line.encode()[:offset].decode(errors="replace").encode("utf-16-le")) // 2 + 1


def count(root, symbols):
    names = {symbol.split(":")[1].encode() for symbol in symbols}
    found = {}
    for path in python_files(root):
        with open(os.path.join(root, path), "rb") as file:
            source = file.read()
        if not any(name in source for name in names):
            continue
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError):
            continue
        lines = source.decode("utf-8-sig").splitlines() or [""]
        awaits = {id(node.value): node for node in ast.walk(tree) if isinstance(node, ast.Await)}
        for node, symbol in Finder(*identity(path), symbols).run(tree):
            places = [node, *([awaits[id(node)]] if id(node) in awaits else [])]
            places = {(at.lineno, column(lines[at.lineno - 1], at.col_offset)) for at in places}
            found[path, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset] = (symbol, places)
    return found


def signature_of(root, place):
    path, name = place.split(":")
    tree = ast.parse(open(os.path.join(root, path)).read())
    definition = next(n for n in tree.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)) and n.name == name)
    a, kinds, found = definition.args, inspect.Parameter, []
    positional = [*a.posonlyargs, *a.args]
    without = len(positional) - len(a.defaults)
    for k, argument in enumerate(positional):
        kind = kinds.POSITIONAL_ONLY if k < len(a.posonlyargs) else kinds.POSITIONAL_OR_KEYWORD
        found.append(kinds(argument.arg, kind, default=kinds.empty if k < without else None))
    if a.vararg:
        found.append(kinds(a.vararg.arg, kinds.VAR_POSITIONAL))
    for argument, default in zip(a.kwonlyargs, a.kw_defaults):
        found.append(kinds(argument.arg, kinds.KEYWORD_ONLY, default=None if default else kinds.empty))
    if a.kwarg:
        found.append(kinds(a.kwarg.arg, kinds.VAR_KEYWORD))
    return inspect.Signature(found)


def is_created(edit):
    """Is it the call of a method of a factory object, whose own call goes?"""
    try:
        node = ast.parse("(\n" + edit["before"] + "\n)", mode="eval").body
    except SyntaxError:
        return False
    while isinstance(node, ast.Await):
        node = node.value
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr != edit["from"].split(":")[1] and not isinstance(called.value, ast.Call)


def misfit(edit, signature):
    try:
        node = ast.parse("(\n" + edit["after"] + "\n)", mode="eval").body
    except SyntaxError as error:
        return f"no expression: {error}"
    while isinstance(node, ast.Await):
        node = node.value
    if not isinstance(node, ast.Call):
        return "no call"
    try:
        signature.bind(*[None for _ in node.args], **{each.arg: None for each in node.keywords})
    except TypeError as error:
        return str(error)
    return None


def main(root, symbols, report=None, *targets):
    with open(symbols) as file:
        calls = count(root, set(json.load(file)))
    print(f"{len(calls)} calls in {len({key[0] for key in calls})} files")
    if report is None:
        return 0
    signatures = {place.split("=")[0]: signature_of(root, place.split("=")[1]) for place in targets}
    own = {place.split("=")[1].split(":")[0] for place in targets}
    print(f"{sum(key[0] in own for key in calls)} of them in the module of a target, which are not judged")
    with open(report) as file:
        files = json.load(file)["files"]
    edited, refused, wrong, created = {}, {}, [], 0
    for outcome in files:
        for edit in outcome["edits"]:
            if edit["transform"] != "python/call-site":
                continue
            if is_created(edit):
                created += edit["applied"]
            elif edit["applied"]:
                edited[outcome["path"], edit["line"], edit["column"]] = edit
            is_judged = edit["after"] != "" and edit["to"] in signatures
            said = misfit(edit, signatures[edit["to"]]) if is_judged else None
            if said:
                wrong.append(f"{outcome['path']}:{edit['line']}: {said}: {edit['after']}")
        for refusal in outcome["refused"]:
            refused[outcome["path"], refusal["line"], refusal["column"]] = refusal["reason"]
    missed, reasons, done = [], collections.Counter(), 0
    for (path, *_), (symbol, places) in sorted(calls.items()):
        if path in own:
            continue
        keys = [(path, *place) for place in places]
        if any(key in edited for key in keys):
            done += 1
        elif reason := next((refused[key] for key in keys if key in refused), None):
            reasons[reason] += 1
        else:
            missed.append(f"{path}:{sorted(places)}: {symbol}")
    print(f"edited {done} ({done / max(1, done + sum(reasons.values())):.1%}), refused {sum(reasons.values())} {dict(reasons)}")
    print(f"calls of methods of factory objects: {created}")
    print(f"edits that no call stands for: {len(edited) - done}")
    for line in wrong:
        print("does not bind:", line)
    for line in missed:
        print("neither edited nor refused:", line)
    return 1 if wrong or missed or len(edited) != done else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
