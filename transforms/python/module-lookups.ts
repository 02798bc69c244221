import type { Range } from '../../src/model/range.ts';

/** The attributes that every module has (reference manual 3.2.9). */
export const ownAttributes = new Set([
  '__name__',
  '__file__',
  '__doc__',
  '__path__',
  '__dict__',
  '__spec__',
  '__loader__',
  '__package__',
  '__cached__',
]);

/** The function and the name in `getattr(module, "Name")`, `patch.object(module, "Name")` and their like. */
export function constantLookUp(text: string, use: Range, end: number): readonly [string, string] | readonly [] {
  const before = text.slice(Math.max(0, use.start - 60), use.start);
  const [, , key] = /\bvars\s*\(\s*$/.test(before)
    ? (/^\s*\)\s*\[\s*(["'])(\w+)\1\s*\]\s*=(?!=)/.exec(text.slice(end, end + 200)) ?? [])
    : [];
  if (key !== undefined) return ['setattr', key];
  const [, taker] = /\b((?:get|has|set|del)attr|patch[ \t]*\.[ \t]*object)[ \t]*\(\s*$/.exec(before) ?? [];
  const [, , name] = /^\s*,\s*(["'])(\w+)\1(?:\s|#[^\r\n]*[\r\n])*[,)]/.exec(text.slice(end, end + 200)) ?? [];
  return taker === undefined || name === undefined ? [] : [taker, name];
}
