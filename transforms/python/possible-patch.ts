import type { LegacyPath } from '../../src/model/python.ts';
import type { DottedString } from '../../src/parse/python/dotted-strings.ts';
import type { FoundFacts, PythonFile } from './python-file.ts';
import type { StringUse } from './string-use.ts';

const stays = 'the string that may be its target stays';
/** A patch that is given something else than a string: `patch(TARGET)`, `monkeypatch.setattr(TARGET, value)`; or goes by a name of its own. */
const takesAnyTarget =
  /\bpatch\s*\(\s*(?:target\s*=\s*)?(?![rRuUfF]{0,2}["'])\w|\bpatch\s+as\s|\.\s*setattr\s*\(\s*[\w.]+\s*,\s*[^"'\s]/;
/** The name of `patch.object(module, "Name")` and its like, where an object is told by a call or a subscript, too. */
const nameOfObject =
  /(?:\bpatch\s*\.\s*object|\b(?:set|del)attr)\s*\(\s*[\w.]+\s*(?:(?:\([^()]*\)|\[[^[\]]*\])\s*)?,\s*["'](\w+)["']/g;

/** Finds the names that strings that stay may rebind in a file. Asked one by one; reads the text once. */
export class PossiblePatches {
  /** The names that are bound anew for good. */
  readonly rebinds: FoundFacts['rebinds'][number][] = [];
  readonly #file: PythonFile;
  readonly #notePatched: (symbol: string, blockedBy: string) => void;
  #takesAnyTarget: boolean | undefined;
  #namesOfObjects: ReadonlySet<string> | undefined;
  #namesBehind: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  #namesSet: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  /** @param notePatched told of what is patched, and why that stays */
  constructor(file: PythonFile, notePatched: (symbol: string, blockedBy: string) => void) {
    this.#file = file;
    this.#notePatched = notePatched;
  }

  /**
   * Note what a string that stays may bind anew for whoever looks it up in the legacy module: it may be given to a patch by
   * way of a name or with something joined to it, or name a module that something else takes the place of.
   * @param use what it is for; of a part of a path, what the whole is for
   */
  note(string: DottedString, { module, name }: LegacyPath, use: StringUse): void {
    const notePatched = this.#notePatched;
    const noteName = (name: string): void => {
      notePatched(`${module}:${name}`, stays);
    };
    if (use === 'replace') notePatched(`${module}:*`, 'what replaces the module stays');
    else if (use === 'patch') noteName(name ?? '*');
    else if (name !== undefined && use === 'path') {
      if ((this.#takesAnyTarget ??= takesAnyTarget.test(this.#text))) noteName(name);
    } else if (name === undefined) {
      if (use === 'import' || use === 'package')
        for (const patched of (this.#namesOfObjects ??= namesOfObjects(this.#text))) noteName(patched);
      const variable = this.#assignedName(string);
      for (const set of [...nameSetBehind(this.#text, string), ...this.#setThrough(variable)]) {
        noteName(set);
        this.rebinds.push({ symbol: `${module}:${set}`, place: string });
      }
      if (variable === undefined) return;
      this.#namesBehind ??= namesBehind(this.#text);
      for (const behind of this.#namesBehind.get(variable) ?? []) noteName(behind);
    }
  }

  /** The names that are set in the module that the variable holds. */
  #setThrough(variable: string | undefined): Iterable<string> {
    // Most strings are given to no variable, and to look for them all takes long.
    return variable === undefined ? [] : ((this.#namesSet ??= namesSet(this.#text)).get(variable) ?? []);
  }

  get #text(): string {
    return this.#file.source.text;
  }

  /** `TARGET` in `TARGET = "…"`, `self.TARGET: str = "…"` and `TARGET = import_module("…")`, from what stands before the string. */
  #assignedName({ start }: DottedString): string | undefined {
    const before = this.#text.slice(Math.max(0, start - NEAR), start);
    if (!/=\s*(?:[\w.]+[([]\s*)?$/.test(before)) return undefined;
    const { lines } = this.#file;
    const line = this.#text.slice(lines.range(lines.at(start)).start, start);
    return /^(?:\w+\.)*(\w+)\s*(?::[^=]*)?=\s*(?:[\w.]+[([]\s*)?$/.exec(line)?.[1];
  }
}

/** Where the sign of an assignment stands, before the string that is assigned. */
const NEAR = 200;

function namesOfObjects(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(nameOfObject), ([, name = '']) => name));
}

/** `Name` in `f"{variable}.Name"`, `variable + ".Name"` and `variable.Name = …`, by the variable. */
function namesBehind(text: string): Map<string, Set<string>> {
  return byVariable(
    Array.from(text.matchAll(nameBehindVariable), ([, variable = '', part, set = part ?? '']) => [variable, set]),
  );
}

/** `Name` in `variable.Name = …` and `setattr(variable, "Name", …)`, by the variable. */
function namesSet(text: string): Map<string, Set<string>> {
  return byVariable(
    Array.from(text.matchAll(nameSet), ([, variable, name, given = '', text = '']) => [
      variable ?? given,
      name ?? text,
    ]),
  );
}

/** `Name` in `import_module("…").Name = …` and `setattr(import_module("…"), "Name", …)`. */
function nameSetBehind(text: string, { start, end }: DottedString): string[] {
  const isSetter = /\b(?:set|del)attr\s*\(\s*[\w.]+\s*[([]\s*["']?$/.test(text.slice(Math.max(0, start - NEAR), start));
  const [, set, given] =
    /^["']?\s*[)\]]\s*(?:\.\s*(\w+)\s*=(?!=)|,\s*["'](\w+)["'])/.exec(text.slice(end, end + NEAR)) ?? [];
  const name = set ?? (isSetter ? given : undefined);
  return name === undefined ? [] : [name];
}

function byVariable(found: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const [variable, name] of found) {
    const known = names.get(variable);
    if (known) known.add(name);
    else names.set(variable, new Set([name]));
  }
  return names;
}

const nameSet =
  /(?<![\w.])(\w+)[ \t]*\.[ \t]*(\w+)[ \t]*=(?!=)|\b(?:set|del)attr[ \t]*\([ \t]*(\w+)[ \t]*,[ \t]*["'](\w+)["']/g;

const nameBehindVariable = /(?<!\w)(\w+)(?=(?:\}|\s*\+\s*["'])\.(\w+)|\.(\w+)\s*=(?!=))/g;
