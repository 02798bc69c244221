"""The tokens, string literals and logical lines of Python texts as CPython's tokenize module sees them.

Standard input: one JSON object a line, {"bytes": …}: a text in UTF-8 without byte order mark, each byte as one character.
Standard output: one JSON value a line: a string that says why the text has no tokens, or an object of three lists.
"tokens": kind, start, end of each name, number, string, operator and start and end of a format string, as the scanner
counts them: without the conversions of replacement fields and the colons of their format specifications.
"strings": start of the quotes, end, is a format string, of each string that is not inside of another.
"lines": start, end, indentation depth of each logical line.
Places are offsets in UTF-16 code units of the text.
"""
import gc
import io
import json
import re
import sys
import tokenize
import warnings

NAME, NUMBER, STRING, OPERATOR, FORMAT_START, FORMAT_END = 1, 2, 3, 4, 6, 7
FSTRING_START = getattr(tokenize, "FSTRING_START", -1), getattr(tokenize, "TSTRING_START", -1)
FSTRING_END = getattr(tokenize, "FSTRING_END", -1), getattr(tokenize, "TSTRING_END", -1)
SKIPPED = {tokenize.NL, tokenize.COMMENT, tokenize.ENCODING, tokenize.ENDMARKER}


class Places:
    """Lines and columns in code points, as offsets in UTF-16 code units."""

    def __init__(self, text):
        self.lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + self.astral(line))

    @staticmethod
    def astral(text):
        return 0 if text.isascii() else sum(character > "\uffff" for character in text)

    def offset(self, place):
        line, column = place
        if line > len(self.lines):
            return self.starts[-1]
        return self.starts[line - 1] + column + self.astral(self.lines[line - 1][:column])


class Answer:
    def __init__(self, text):
        self.offset = Places(text).offset
        self.tokens = []
        self.strings = []
        self.lines = []
        self.depth = 0
        self.line_start = -1
        # For each format string that is open: where it starts, and its open fields.
        self.formats = []
        self.brackets = 0
        self.in_conversion = False

    def add(self, token):
        kind, text = token.type, token.string
        if kind == tokenize.INDENT:
            self.depth += 1
        elif kind == tokenize.DEDENT:
            self.depth -= 1
        elif kind == tokenize.NEWLINE:
            self.lines += [self.line_start, self.offset(token.start), self.depth]
            self.line_start = -1
        elif kind not in SKIPPED:
            start, end = self.offset(token.start), self.offset(token.end)
            if self.line_start < 0:
                self.line_start = start
            self.add_token(kind, text, start, end)

    def add_token(self, kind, text, start, end):
        if kind in FSTRING_START:
            self.formats.append((start + len(text.rstrip("\"'")), []))
            self.tokens += [FORMAT_START, start, end]
        elif kind in FSTRING_END:
            quote, _ = self.formats.pop()
            if not self.formats:
                self.strings += [quote, end, True]
            self.tokens += [FORMAT_END, start, end]
        elif kind == tokenize.STRING:
            prefix = len(text) - len(text.lstrip("rbuftRBUFT"))
            if not self.formats:
                self.strings += [start + prefix, end, "f" in text[:prefix].lower()]
            self.tokens += [STRING, start, end]
        elif kind == tokenize.NUMBER:
            self.tokens += [NUMBER, start, end]
        elif kind == tokenize.NAME:
            if not self.in_conversion:
                self.tokens += [NAME, start, end]
            self.in_conversion = False
        elif kind == tokenize.OP:
            self.add_operator(text, start, end)

    def add_operator(self, text, start, end):
        fields = self.formats[-1][1] if self.formats else []
        field = fields[-1] if fields else None
        if text == "!":
            self.in_conversion = True
            return
        if text == ":" and field and field.brackets == self.brackets:
            field.in_specification = True
            return
        self.tokens += [OPERATOR, start, end]
        if text in ("(", "[", "{"):
            self.brackets += 1
            if text == "{" and self.formats and (field is None or field.in_specification):
                fields.append(Field(self.brackets))
        elif text in (")", "]", "}"):
            if field and field.brackets == self.brackets:
                fields.pop()
            self.brackets -= 1


class Field:
    """A replacement field: how many brackets are open in it, and whether its format specification has begun."""

    def __init__(self, brackets):
        self.brackets = brackets
        self.in_specification = False


def answer(text):
    result = Answer(text)
    try:
        for token in tokenize.generate_tokens(io.StringIO(re.sub(r"\r\n?", "\n", text)).readline):
            result.add(token)
    except (SyntaxError, tokenize.TokenError) as error:
        return str(error)
    return {"tokens": result.tokens, "strings": result.strings, "lines": result.lines}


warnings.simplefilter("ignore")
gc.disable()
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)["bytes"].encode("latin-1").decode("utf-8"))))
