"""The imports of names that fail, by reading the modules of a tree without running any.

Usage: dangling_imports.py ROOT < FILES. FILES are relative, one a line. Prints a JSON list of [file, line, module, name],
where the module is in the tree and binds no such name, nor is there a submodule of it; the name is null where the module
itself is not there, in a package that is.
"""
import ast
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
root = sys.argv[1]
cache = {}


def path_of(module):
    base = os.path.join(root, *module.split("."))
    for candidate in (os.path.join(base, "__init__.py"), base + ".py"):
        if os.path.isfile(candidate):
            return candidate
    return base if os.path.isdir(base) else None


def names_of(module):
    """What the module binds at any depth outside of functions and classes; None when that cannot be told."""
    if module in cache:
        return cache[module]
    cache[module] = None  # modules that import each other by star
    path = path_of(module)
    if path is None or os.path.isdir(path):
        return set() if path else None
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
    except (SyntaxError, ValueError):
        return None
    names = set()
    todo = list(tree.body)
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
            continue
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == "*":
                    more = names_of(absolute(node, path))
                    if more is None:
                        return None
                    names |= more
                else:
                    names.add(alias.asname or alias.name)
        elif isinstance(node, ast.Import):
            names |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
        todo.extend(ast.iter_child_nodes(node))
    if "__getattr__" in names or "globals" in ast.dump(tree):
        names = None
    cache[module] = names
    return names


def absolute(node, path):
    if node.level == 0:
        return node.module
    parts = os.path.relpath(path, root).replace(os.sep, "/").split("/")[: -node.level]
    return ".".join(parts + ([node.module] if node.module else []))


def dangling(file):
    path = os.path.join(root, file)
    try:
        with open(path, "rb") as source:
            tree = ast.parse(source.read())
    except (OSError, SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        module = absolute(node, path)
        if not module or path_of(module.split(".")[0]) is None:
            continue
        if path_of(module) is None:
            yield [file, node.lineno, module, None]
            continue
        names = names_of(module)
        for alias in node.names:
            if names is None or alias.name == "*" or alias.name in names or path_of(f"{module}.{alias.name}"):
                continue
            yield [file, node.lineno, module, alias.name]


print(json.dumps([found for file in sys.stdin.read().splitlines() for found in dangling(file)]))
