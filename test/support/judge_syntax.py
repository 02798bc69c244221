"""Which texts CPython's own parser accepts.

Standard input: one JSON object a line, {"path": …} or {"bytes": …, each byte as one character}.
Standard output: one JSON value a line: null, or a string that says why the text does not parse.
"""
import ast
import json
import sys
import warnings

from judged_source import source_of

warnings.simplefilter("ignore")
for line in sys.stdin:
    request = json.loads(line)
    source = source_of(request)
    try:
        ast.parse(source)
        answer = None
    except (SyntaxError, ValueError) as error:
        answer = str(error)
    print(json.dumps(answer))
