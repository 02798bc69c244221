"""Judge rewrites of Python texts by CPython's own ast and tokenize.

Standard input: JSON, {"map": {"module:Name": "module:Name"}, "texts": [[before, after], ...]}. Output: a JSON list with what
is wrong with each rewrite, or null. The map holds only what was to move.
"""
import ast
import io
import json
import re
import sys
import tokenize

PRAGMA = ("# noqa", "# type:")


def bindings(tree, mapping):
    """For each block, in order: what its imports bind each name to at its end, moved by the mapping."""
    blocks = []
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            body = getattr(node, field, None)
            if not isinstance(body, list):
                continue
            bound = {}
            for statement in body:
                if isinstance(statement, ast.ImportFrom):
                    names = [(alias.asname or alias.name, alias.name) for alias in statement.names]
                    for local, name in names:
                        # Two objects under one name in one statement: their order counts, so they stay.
                        stays = any(other == local and it != name for other, it in names)
                        target = f"{statement.module}:{name}"
                        bound[local] = target if stays else mapping.get(target, target)
            blocks.append(bound)
    return blocks


def without_imports(tree):
    """The rest of the program: each block with one mark for all its imports that follow each other."""

    class Marks(ast.NodeTransformer):
        def generic_visit(self, node):
            super().generic_visit(node)
            for field in ("body", "orelse", "finalbody"):
                body = getattr(node, field, None)
                if isinstance(body, list):
                    marked = []
                    for statement in body:
                        is_import = isinstance(statement, ast.ImportFrom)
                        if not (is_import and marked and isinstance(marked[-1], ast.Pass)):
                            marked.append(ast.Pass() if is_import else statement)
                    setattr(node, field, marked)
            return node

    return ast.dump(Marks().visit(tree))


def comments(text):
    # CPython's tokenize takes a lone CR for blank space.
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
    tokens = tokenize.generate_tokens(lines.readline)
    found = [token.string for token in tokens if token.type == tokenize.COMMENT]
    # A name's comment and the statement's may have come to stand on one line.
    return sorted(part.rstrip() for comment in found for part in re.split(r"\s+(?=#)", comment))


def verdict(before, after, mapping):
    try:
        old, new = ast.parse(before.encode()), ast.parse(after.encode())
    except SyntaxError as error:
        return f"does not parse: {error}"
    wanted, got = bindings(old, mapping), bindings(new, {})
    if wanted != got:
        return f"binds {got}, not {wanted}"
    if without_imports(old) != without_imports(new):
        return "changes more than imports"
    old_comments, new_comments = comments(before), comments(after)
    lost = list(old_comments)
    for comment in new_comments:
        if comment in lost:
            lost.remove(comment)
        elif not comment.startswith(PRAGMA):
            return f"says twice: {comment}"
    return f"loses {lost}" if lost else None


def main():
    given = json.load(sys.stdin)
    print(json.dumps([verdict(before, after, given["map"]) for before, after in given["texts"]]))


main()
