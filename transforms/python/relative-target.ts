import { formatTarget } from '../../src/model/config.ts';
import type { Edit, Refusal, TextEdit } from '../../src/model/edit.ts';
import { absoluteModule } from '../../src/model/python.ts';
import type { ModuleIdentity } from '../../src/model/python.ts';
import type { Range } from '../../src/model/range.ts';
import type { Verdict } from '../../src/model/rule.ts';
import { stringPlace } from '../../src/parse/python/string-place.ts';
import type { Choice, PythonFile, TransformResult } from './python-file.ts';
import { movedEdit, refusal } from './reported.ts';

/** A string that names a module by its place beside another one. */
interface RelativeTarget extends Range {
  /** The module, where what it is relative to can be told; else as it would be by the package of this file. */
  readonly module: string;
  /** The package that it is relative to; undefined where the string cannot be given another name. */
  readonly anchor: string | undefined;
  /** Why that is so. */
  readonly blockedBy: string;
}

const importers = ['import_module', 'find_spec', 'resolve_name'];
const call =
  /(?<!\w)(\w+)\s*\(\s*(?:name\s*=\s*)?(["'])(\.+)([\p{ID_Start}_][\p{ID_Continue}.]*)\2\s*(?:,([^,()]*)(?:,\s*)?)?\)/gu;
const builtinImport =
  /(?<!\w)__import__\s*\(\s*(["'])([\p{ID_Start}_][\p{ID_Continue}.]*)\1\s*,[^()]{0,200}(?:\([^()]{0,200}\)[^()]{0,200}){0,4},\s*(?:level\s*=\s*)?([1-9])\s*(?:,\s*)?\)/gu;

/** Does a text that holds a relative name look as if something were imported by it? */
export function mayHoldRelativeTargets(text: string): boolean {
  if (importers.some((name) => text.includes(name)) && /\(\s*(?:name\s*=\s*)?["']\.+\w/.test(text)) return true;
  return text.includes('__import__') && /__import__\s*\(\s*["'][\w.]+["']\s*,/.test(text);
}

/** A relative target, with the Verdict on its module. */
export interface FoundTarget extends RelativeTarget {
  readonly verdict: Verdict;
}

/** `import_module(".old", "app")`: the places where legacy modules are named so. */
export function findRelativeTargets(file: PythonFile): FoundTarget[] {
  const { source, identity, lines, modules, syntax, verdicts } = file;
  if (!syntax.holdsRelativeName || !mayHoldRelativeTargets(source.text)) return [];
  return relativeTargets(source.text, identity).flatMap((target): FoundTarget[] => {
    const { module, start } = target;
    // In a comment, or in another string, it is text.
    const isCode = stringPlace(syntax.tokens(lines.range(lines.at(start))), start) !== undefined;
    return isCode && modules.isLegacy(module) ? [{ ...target, verdict: verdicts.wholeModule(module, target) }] : [];
  });
}

/** A module that moves keeps its dots where it stays in the package that they start from. */
export function moveRelativeTargets(
  { source: { text }, modules, span }: PythonFile,
  targets: readonly FoundTarget[],
  choice: Choice,
  id: string,
): Pick<TransformResult, 'edits' | 'textEdits' | 'refused'> {
  const edits: Edit[] = [];
  const textEdits: TextEdit[] = [];
  const refused: Refusal[] = [];
  for (const target of targets) {
    const { module, anchor, blockedBy, start, end, verdict: resolution } = target;
    if (resolution.kind === 'canonical') continue;
    const refuse = (reason: Refusal['reason'], message: string): void => {
      refused.push(refusal(span(target), id, reason, message, module));
    };
    if (resolution.kind === 'refused') refuse(resolution.reason, resolution.message);
    else if (anchor === undefined) refuse('dynamic-use', blockedBy);
    else if (resolution.kind !== 'legacy')
      refuse('dynamic-use', `names of ${module} move one by one, and which of them are used here is not known`);
    else if (modules.isSplit(module))
      refuse('dynamic-use', `names of ${module} go to several modules, and which of them are used here is not known`);
    else {
      const { to } = resolution;
      const quote = text.charAt(start);
      const isNear = anchor !== '' && to.module.startsWith(`${anchor}.`);
      const after = quote + (isNear ? to.module.slice(anchor.length) : to.module) + quote;
      const applied = choice.isApplied(resolution, id);
      if (applied) textEdits.push({ start, end, text: after });
      edits.push(
        movedEdit(span(target), id, resolution, formatTarget(to), applied, { before: text.slice(start, end), after }),
      );
    }
  }
  return { edits, textEdits, refused };
}

function relativeTargets(text: string, identity: ModuleIdentity): RelativeTarget[] {
  const aliases = Array.from(
    text.matchAll(/\b(?:import_module|find_spec|resolve_name)\s+as\s+(\w+)/g),
    ([, name = '']) => name,
  );
  const names = new Set([...importers, ...aliases]);
  const found: RelativeTarget[] = [];
  for (const { index, 0: all, 1: name = '', 2: quote = '', 3: dots = '', 4: path = '', 5: given } of text.matchAll(
    call,
  )) {
    if (!names.has(name)) continue;
    const start = index + all.indexOf(quote + dots);
    const anchor = anchorOf(given?.trim(), identity);
    const module = absoluteModule(dots.length, path, { ...identity, package: anchor ?? identity.package });
    const blockedBy = 'what the name is relative to is only known when the code runs';
    if (module !== undefined)
      found.push({ start, end: start + dots.length + path.length + 2, module, anchor, blockedBy });
  }
  for (const { index, 0: all, 1: quote = '', 2: path = '', 3: level = '' } of text.matchAll(builtinImport)) {
    const start = index + all.indexOf(quote + path);
    const module = absoluteModule(Number(level), path, identity);
    const blockedBy = 'the level of the call says what the name is relative to';
    if (module !== undefined) found.push({ start, end: start + path.length + 2, module, anchor: undefined, blockedBy });
  }
  return found;
}

/** The package that the second argument says. */
function anchorOf(given: string | undefined, identity: ModuleIdentity): string | undefined {
  const value = given?.replace(/^package\s*=\s*/, '');
  if (value === '__package__' || value === '__spec__.parent') return identity.package;
  if (value === '__name__') return identity.module;
  return value === undefined ? undefined : /^(["'])([\p{ID_Start}_][\p{ID_Continue}.]*)\1$/u.exec(value)?.[2];
}
