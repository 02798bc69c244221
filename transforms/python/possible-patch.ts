import type { LegacyPath } from '../../src/model/python.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import type { DottedString } from '../../src/parse/python/dotted-strings.ts';
import type { PythonFile } from './python-file.ts';
import type { StringUse } from './string-use.ts';

const stays = 'the string that may be its target stays';
/** A patch that is given something else than a string: `patch(TARGET)`, `monkeypatch.setattr(TARGET, value)`; or goes by a name of its own. */
const takesAnyTarget =
  /\bpatch\s*\(\s*(?:target\s*=\s*)?(?![rRuUfF]{0,2}["'])\w|\bpatch\s+as\s|\.\s*setattr\s*\(\s*[\w.]+\s*,\s*[^"'\s]/;
/** The name of `patch.object(module, "Name")` and its like, where an object is told by a call or a subscript, too. */
const nameOfObject =
  /(?:\bpatch\s*\.\s*object|\b(?:set|del)attr)\s*\(\s*[\w.]+\s*(?:(?:\([^()]*\)|\[[^[\]]*\])\s*)?,\s*["'](\w+)["']/g;

/**
 * Note what a string that stays may bind anew for whoever looks it up in the legacy module: it may be given to a patch by
 * way of a name or with something joined to it, or name a module that something else takes the place of.
 * @param use what it is for; of a part of a path, what the whole is for
 */
export function notePossiblePatch(
  file: PythonFile,
  string: DottedString,
  { module, name }: LegacyPath,
  use: StringUse,
): void {
  const { source, lines, notePatched } = file;
  const { text } = source;
  const noteName = (name: string): void => {
    notePatched(`${module}:${name}`, stays);
  };
  if (use === 'replace') notePatched(`${module}:*`, 'what replaces the module stays');
  else if (use === 'patch') noteName(name ?? '*');
  else if (name !== undefined && use === 'path') {
    if (mayTakeAnyTarget(source)) noteName(name);
  } else if (name === undefined) {
    const variable = assignedName(text.slice(lines.range(lines.at(string.start)).start, string.start));
    if (use === 'import' || use === 'package')
      for (const [, patched = ''] of text.matchAll(nameOfObject)) noteName(patched);
    if (variable !== undefined)
      for (const [, part, set = part ?? ''] of text.matchAll(namesBehind(variable))) noteName(set);
  }
}

/** Asked of every string that stays, and answered once for a file. */
const answers = new WeakMap<SourceFile, boolean>();

function mayTakeAnyTarget(source: SourceFile): boolean {
  const known = answers.get(source);
  if (known !== undefined) return known;
  const answer = takesAnyTarget.test(source.text);
  answers.set(source, answer);
  return answer;
}

/** `TARGET` in `TARGET = "…"`, `self.TARGET: str = "…"` and `TARGET = import_module("…")`, from what stands before the string. */
function assignedName(before: string): string | undefined {
  return /^(?:\w+\.)*(\w+)\s*(?::[^=]*)?=\s*(?:[\w.]+[([]\s*)?$/.exec(before)?.[1];
}

/** `Name` in `f"{variable}.Name"`, `variable + ".Name"` and `variable.Name = …`. */
function namesBehind(variable: string): RegExp {
  return new RegExp(String.raw`(?<!\w)${variable}(?:\}|\s*\+\s*["'])\.(\w+)|(?<!\w)${variable}\.(\w+)\s*=(?!=)`, 'g');
}
