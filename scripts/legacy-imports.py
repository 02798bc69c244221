"""List the files that compile, and each import of a legacy path with its lines: the judge of `npm run migrations`.

It shares nothing with the tool: CPython's compiler and `ast` say what a file is. Standard input is JSON: `root`, `files`,
`sourceRoots`, `symbols` (module:Name), `modules` and `stars` (modules all of whose names are legacy). Standard output is JSON.
"""
import ast
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")


class Legacy:
    def __init__(self, asked):
        self.symbols = {symbol.replace(":", ".") for symbol in asked["symbols"]}
        self.modules = set(asked["modules"])
        self.stars = set(asked["stars"])
        self.holders = {symbol.rpartition(":")[0] for symbol in asked["symbols"]} | self.stars | self.modules

    def module(self, name):
        """Is this a legacy module, or one below it?"""
        parts = name.split(".")
        return any(".".join(parts[:count]) in self.modules for count in range(1, len(parts) + 1))

    def symbol(self, module, name):
        path = f"{module}.{name}"
        return path in self.symbols or module in self.stars or self.module(module) or self.module(path)

    def chain(self, path):
        """Does a chain of attributes, as written from its module on, reach a legacy path?"""
        parts = path.split(".")
        return any(self.symbol(".".join(parts[:count]), parts[count]) for count in range(1, len(parts)))


def package_of(path, source_roots):
    """The package of a file, by the longest source root that it is below."""
    roots = sorted((root for root in source_roots if root == "." or path.startswith(root + "/")), key=len)
    inside = path if not roots or roots[-1] == "." else path[len(roots[-1]) + 1 :]
    return inside.split("/")[:-1]


def imported_from(node, package):
    if not node.level:
        return node.module or ""
    above = package[: len(package) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def chain_of(node):
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else None


def legacy_in(tree, package, legacy):
    """Each legacy path that is imported, or reached by attributes through a module that is not legacy itself.

    With it come the lines of the import; for attributes, the lines of the use and of what imports the module: either may be listed.
    """
    found, bound, reached = [], {}, {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            module = imported_from(node, package)
            for alias in node.names:
                if alias.name == "*":
                    if legacy.module(module) or module in legacy.holders:
                        found.append((node, f"{module}:*"))
                elif legacy.symbol(module, alias.name):
                    found.append((node, f"{module}:{alias.name}"))
                else:
                    bound.setdefault(alias.asname or alias.name, []).append((node, f"{module}.{alias.name}"))
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if legacy.module(alias.name):
                    found.append((node, alias.name))
                else:
                    name = alias.asname or alias.name.partition(".")[0]
                    bound.setdefault(name, []).append((node, alias.name if alias.asname else name))
        elif isinstance(node, ast.Attribute):
            chain = chain_of(node)
            if chain:
                reached.setdefault(chain[0], []).append((node, chain[1:]))
    listed = [(what, [node]) for node, what in found]
    for name, imports in bound.items():
        for node, attributes in reached.get(name, ()):
            hits = [(by, path) for by, module in imports if legacy.chain(path := ".".join([module, *attributes]))]
            if hits:
                listed.append((hits[0][1], [node, *(by for by, _ in hits)]))
    return [(what, [[node.lineno, node.end_lineno] for node in nodes]) for what, nodes in listed]


def main():
    asked = json.load(sys.stdin)
    legacy = Legacy(asked)
    compiled, imports = [], []
    for path in asked["files"]:
        with open(os.path.join(asked["root"], path), "rb") as file:
            source = file.read()
        try:
            tree = ast.parse(source)
            compile(source, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            continue
        compiled.append(path)
        package = package_of(path, asked["sourceRoots"])
        imports += [
            {"path": path, "what": what, "places": places} for what, places in legacy_in(tree, package, legacy)
        ]
    json.dump({"compiled": compiled, "imports": imports}, sys.stdout)


main()
