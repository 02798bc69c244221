import type { LegacyPath } from '../../src/model/python.ts';
import type { Verdict } from '../../src/model/rule.ts';
import type { DottedString } from '../../src/parse/python/dotted-strings.ts';
import type { ModulePlans } from './module-plans.ts';
import type { PythonFile } from './python-file.ts';
import { isImport, StringUses } from './string-uses.ts';
import type { UseOfString } from './string-uses.ts';

/** A string that names something legacy. */
export interface FoundString extends UseOfString {
  readonly string: DottedString;
  readonly path: LegacyPath;
  /** Undefined where the string is text, or only a part of a path. */
  readonly verdict: Verdict | undefined;
}

/** The strings of a file that name something legacy, with the code that takes each. */
export function findStrings(file: PythonFile, { inStrings }: ModulePlans): FoundString[] {
  const uses = new StringUses(file);
  return file.strings.flatMap((string): FoundString[] => {
    const path = file.verdicts.legacyPath(string.path);
    // Code that the transform of module imports follows, such as `Optional["module.Name"]`.
    const isAnnotation = string.whole !== undefined && inStrings.has(string.whole.start);
    if (path === undefined || isAnnotation) return [];
    const found = uses.of(string);
    // A single word is no path by itself.
    if (!string.path.includes('.') && !isImport(found.use)) return [];
    const isPath = found.use !== 'text' && found.isWhole;
    return [{ ...found, string, path, verdict: isPath ? verdictOn(file, string, path) : undefined }];
  });
}

/** The Verdict on a path. A module moves as a whole, or its names move one by one. */
function verdictOn({ verdicts }: PythonFile, string: DottedString, { module, name }: LegacyPath): Verdict {
  return name === undefined ? verdicts.wholeModule(module, string) : verdicts.symbol(module, name, string);
}
