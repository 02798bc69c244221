"""Which texts CPython's own parser accepts.

Standard input: one JSON object a line, {"path": …} or {"bytes": …, each byte as one character}.
Standard output: one JSON value a line: null, or a string that says why the text does not parse.
"""
import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")
for line in sys.stdin:
    request = json.loads(line)
    if "path" in request:
        with open(request["path"], "rb") as file:
            source = file.read()
    else:
        source = request["bytes"].encode("latin-1")
    try:
        ast.parse(source)
        answer = None
    except (SyntaxError, ValueError) as error:
        answer = str(error)
    print(json.dumps(answer))
