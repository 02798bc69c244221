"""What a tree of Python modules imports, without the program that is tested.

Usage: imported_modules.py ROOT < FILES. FILES are relative, one a line. Prints a JSON object:
imports: [file, line, module] of each import statement that names a module, by Python's own ast;
importable: the files, as modules, whose import succeeds in a process of its own, with the root on the path.
"""
import ast
import json
import os
import subprocess
import sys

root = sys.argv[1]
files = sys.stdin.read().splitlines()


def module_of(file):
    name = file[:-3].replace("/", ".")
    return name[: -len(".__init__")] if name.endswith(".__init__") else name


def imports_in(file):
    with open(os.path.join(root, file), "rb") as source:
        try:
            tree = ast.parse(source.read())
        except SyntaxError:
            return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield [file, node.lineno, alias.name]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = file.split("/")[: -node.level]
                base = ".".join(package + ([node.module] if node.module else []))
            yield [file, node.lineno, base]
            for alias in node.names:
                yield [file, node.lineno, f"{base}.{alias.name}"]


def is_importable(file):
    program = f"import sys; sys.dont_write_bytecode = True; sys.path.insert(0, {root!r}); import {module_of(file)}"
    return subprocess.run([sys.executable, "-c", program], capture_output=True).returncode == 0


print(
    json.dumps(
        {
            "imports": [found for file in files for found in imports_in(file)],
            "importable": [file for file in files if is_importable(file)] if "--import" in sys.argv else [],
        }
    )
)
