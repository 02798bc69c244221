"""The import statements of Python files as CPython's own parser sees them.

Standard input: one JSON object a line, {"path": …} or {"bytes": …, each byte as one character}.
Standard output: one JSON value a line: a list of imports, or a string that says why the file does not parse.
An import: kind, is lazy, line, column, end line, end column, level, module or null, names; a name: name, alias or null,
line, column, end line, end column. Lines count from 1, columns are UTF-8 bytes from 0.
"""
import ast
import gc
import json
import sys
import warnings

from judged_source import source_of

BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


def imports_of(source):
    found = []
    rest = [ast.parse(source)]
    while rest:
        node = rest.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found.append(node)
        for block in BLOCKS:
            children = getattr(node, block, None)
            if isinstance(children, list):
                rest.extend(children)
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return [described(node) for node in found]


def place(node):
    return [node.lineno, node.col_offset, node.end_lineno, node.end_col_offset]


def described(node):
    is_from = isinstance(node, ast.ImportFrom)
    return [
        "from" if is_from else "import",
        bool(getattr(node, "is_lazy", False)),
        *place(node),
        node.level if is_from else 0,
        node.module if is_from else None,
        [[name.name, name.asname, *place(name)] for name in node.names],
    ]


def answer(request):
    source = source_of(request)
    try:
        return imports_of(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"{type(error).__name__}: {error}"


warnings.simplefilter("ignore")
gc.disable()
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
