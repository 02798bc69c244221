"""What the top level of Python modules binds, as CPython's own parser sees it.

Standard input: one JSON object a line, {"path": …} or {"bytes": …, each byte as one character}.
Standard output: one JSON value a line: a string that says why the file does not parse, or an object. "suite": a list of
bindings and branches in the order of the statements, shaped as in model/module-bindings.ts, conditions left out.
"rebound": the names that functions declare global, sorted.
"""
import ast
import gc
import json
import re
import sys
import warnings

from judged_source import source_of

FORMS = {
    ast.If: "if",
    ast.Try: "try",
    getattr(ast, "TryStar", ast.Try): "try",
    ast.For: "loop",
    ast.AsyncFor: "loop",
    ast.While: "loop",
    ast.With: "with",
    ast.AsyncWith: "with",
    ast.Match: "match",
}
CONDITIONAL = ast.BoolOp, ast.IfExp, ast.comprehension, ast.Lambda
SCOPES = ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef


def definition(name):
    return {"kind": "definition", "name": name}


def walrus(*nodes, is_guard=False):
    """The names that := binds, in an arm that may not run if some part of the expressions may not. Those of lambdas are among them."""
    inner = [n for node in nodes if node for n in ast.walk(node)]
    found = [n.target for n in inner if isinstance(n, ast.NamedExpr)]
    names = [definition(n.id) for n in sorted(found, key=place)]
    if names and (is_guard or any(isinstance(n, CONDITIONAL) for n in inner)):
        return [{"kind": "branch", "form": "if", "arms": [{"word": "if", "suite": names}]}]
    return names


def place(node):
    return node.lineno, node.col_offset


def stored(*targets):
    """The names that assigning to these targets, or deleting them, binds."""
    found = []
    for target in targets:
        if isinstance(target, ast.Name):
            found.append(definition(target.id))
        elif isinstance(target, (ast.Tuple, ast.List)):
            found += stored(*target.elts)
        elif isinstance(target, ast.Starred):
            found += stored(target.value)
    return found


def captured(pattern):
    found = [binding for child in ast.iter_child_nodes(pattern) for binding in captured(child)]
    name = getattr(pattern, "rest" if isinstance(pattern, ast.MatchMapping) else "name", None)
    return [*found, definition(name)] if name else found


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = dotted(node.value)
        return head and f"{head}.{node.attr}"
    return None


def imported(node):
    if isinstance(node, ast.Import):
        for name in node.names:
            first = name.name.split(".")[0]
            module = name.name if name.asname else first
            yield {"kind": "module-import", "name": name.asname or first, "module": module, "path": name.name}
        return
    place = {"level": node.level, "module": node.module or ""}
    for name in node.names:
        if name.name == "*":
            yield {"kind": "star-import", **place}
        else:
            yield {"kind": "from-import", "name": name.asname or name.name, "imported": name.name, **place}


def assigned(node):
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    alias = dotted(node.value)
    for target in targets:
        for binding in stored(target):
            is_alias = alias and isinstance(target, ast.Name)
            yield {"kind": "alias", "name": binding["name"], "target": alias} if is_alias else binding


def simple(node):
    if isinstance(node, SCOPES):
        return [definition(node.name)]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return list(imported(node))
    if isinstance(node, ast.Raise):
        return [{"kind": "exit"}]
    if isinstance(node, ast.Delete):
        deleted = [{"kind": "deletion", "name": name["name"]} for name in stored(*node.targets)]
        return [*deleted, *walrus(node)]
    if isinstance(node, ast.Assign) or (isinstance(node, ast.AnnAssign) and node.value):
        return [*assigned(node), *walrus(node)]
    if isinstance(node, ast.AugAssign):
        return [*stored(node.target), *walrus(node)]
    if type(node).__name__ == "TypeAlias":
        return [definition(node.name.id)]
    return walrus(node)


class Reader:
    def __init__(self, source):
        self.lines = re.split(rb"\r\n?|\n", source)

    def arm(self, word, header, body):
        return {"word": word, "suite": header + self.suite(body)}

    def is_elif(self, body):
        return len(body) == 1 and isinstance(body[0], ast.If) and self.lines[body[0].lineno - 1].lstrip().startswith(b"elif")

    def arms(self, node):
        form = FORMS[type(node)]
        if form == "if":
            yield self.arm("if", walrus(node.test), node.body)
            rest = node.orelse
            while self.is_elif(rest):
                yield self.arm("elif", walrus(rest[0].test), rest[0].body)
                rest = rest[0].orelse
        elif form == "try":
            yield self.arm("try", [], node.body)
            for handler in node.handlers:
                yield self.arm("except", walrus(handler.type), handler.body)
            rest = node.orelse
        elif form == "loop" and isinstance(node, ast.While):
            yield self.arm("while", walrus(node.test), node.body)
            rest = node.orelse
        elif form == "loop":
            yield self.arm("for", stored(node.target) + walrus(node.iter), node.body)
            rest = node.orelse
        elif form == "with":
            header = stored(*(item.optional_vars for item in node.items))
            yield self.arm("with", header + walrus(*(item.context_expr for item in node.items)), node.body)
            rest = []
        else:
            yield self.arm("match", walrus(node.subject), [])
            for case in node.cases:
                yield self.arm("case", captured(case.pattern) + walrus(case.guard, is_guard=True), case.body)
            rest = []
        if rest:
            yield self.arm("else", [], rest)
        if form == "try" and node.finalbody:
            yield self.arm("finally", [], node.finalbody)

    def suite(self, body):
        found = []
        for node in body:
            form = FORMS.get(type(node))
            if form:
                found.append({"kind": "branch", "form": form, "arms": list(self.arms(node))})
            else:
                found += simple(node)
        return found


def answer(request):
    source = source_of(request)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"{type(error).__name__}: {error}"
    rebound = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    return {"suite": Reader(source).suite(tree.body), "rebound": sorted(rebound)}


warnings.simplefilter("ignore")
gc.disable()
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
