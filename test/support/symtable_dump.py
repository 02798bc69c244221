"""What CPython's symtable says of the names in files: for each path on standard input, one line of JSON on standard output.

A line is a list of [scope, name, "local" | "global" | "free"], or null for a file that does not compile. A scope is the
way to it from the module: kind, name and line of each construct. Names that a scope only hands on to one inside of it are
left out, and so is what CPython adds by itself.
"""

import ast
import json
import symtable
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")


def step(table):
    name, kind = table.get_name(), table.get_type()
    if kind == "function" and ".0" in table.get_parameters():
        kind, name = "comprehension", ""
    elif kind == "function" and name == "lambda":
        kind, name = "lambda", ""
    return f"/{kind}:{name}:{table.get_lineno()}"


def is_of_the_file(symbol, table):
    if symbol.get_name() in ("__class__", ".0"):
        return False
    # What functions declare global, symtable notes for the module, too.
    is_declared_here = symbol.is_declared_global() and table.get_type() != "module"
    return (
        symbol.is_referenced()
        or symbol.is_assigned()
        or symbol.is_parameter()
        or symbol.is_imported()
        or symbol.is_annotated()
        or is_declared_here
        or symbol.is_nonlocal()
    )


def names(table, scope, found):
    for symbol in table.get_symbols():
        if is_of_the_file(symbol, table):
            status = "local" if symbol.is_local() else "free" if symbol.is_free() else "global"
            found.append([scope, symbol.get_name(), status])
    for child in table.get_children():
        names(child, scope + step(child), found)
    return found


def dump(path):
    try:
        with tokenize.open(path) as file:
            text = file.read()
        tree = ast.parse(text)
        future = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" and
                     any(name.name == "annotations" for name in node.names) for node in tree.body)
        # There, annotations are not code to symtable, though they are to type checkers.
        return None if future else names(symtable.symtable(text, path, "exec"), "", [])
    except (SyntaxError, ValueError, RecursionError, UnicodeError):
        return None


for line in sys.stdin:
    print(json.dumps(dump(line.rstrip("\n"))), flush=True)
