import type { Range } from '../../model/range.ts';

/** A string literal of a text, with its prefix. */
interface Literal extends Range {
  readonly text: string;
  /** Between the quotes. */
  readonly value: string;
}

const name = String.raw`[\p{ID_Start}_]\p{ID_Continue}*`;
/** The rest of a path, behind the part that is filled in or added: `{PKG}.old`, `%s.old`, `{}.old`, `.old`. */
const rest = new RegExp(String.raw`^(\{(?:${name})?\}|%s|)((?:\.${name})+)$`, 'u');
/** The distance before or behind a string in which text that is joined to it may stand. */
const NEAR = 200;

/**
 * The path that a string makes with the text joined to it: `f"{PKG}.old"`, `PKG + ".old"`, `"app" + ".old"`, `"%s.old"
 * % PKG` and `"{}.old".format(PKG)`; undefined if it is no such string, or the joined text is unknown.
 * @param valueOf the string that a name is bound to in the file; undefined where that cannot be told
 */
export function computedPath(literal: Literal, valueOf: (name: string) => string | undefined): string | undefined {
  const [, field, tail] = rest.exec(literal.value) ?? [];
  if (field === undefined || tail === undefined) return undefined;
  const { text, start, end } = literal;
  const before = text.slice(Math.max(0, start - NEAR), start);
  const [, , constant] = field === '' ? (/(["'])(\w[\w.]*)\1\s*(?:\+\s*)?$/.exec(before) ?? []) : [];
  if (constant !== undefined) return constant + tail;
  const joined = nameOf(field, before, text.slice(end, end + NEAR));
  const value = joined === undefined ? undefined : valueOf(joined);
  return value === undefined || value === '' ? undefined : value + tail;
}

/** The name that is joined to a string or stands for its field. */
function nameOf(field: string, before: string, behind: string): string | undefined {
  if (field === '') return /(?<![\w.)\]])(\w+)\s*\+\s*$/.exec(before)?.[1];
  if (field === '%s') return /^\s*%\s*(?:\(\s*)?(\w+)[ \t]*[,)\r\n]/.exec(`${behind}\n`)?.[1];
  const [, key, given] = /^\s*\.\s*format\s*\(\s*(?:(\w+)\s*=\s*)?(\w+)\s*[,)]/.exec(behind) ?? [];
  const written = field.slice(1, -1);
  // A format string names the values of its fields.
  return given === undefined ? written || undefined : /^\d*$/.test(written) || key === written ? given : undefined;
}

/** The string that a name is bound to in a text, where one place binds it, as far as a look at the text tells. */
export function assignedString(text: string, wanted: string): string | undefined {
  const bound = new RegExp(
    String.raw`(?<![\w.])${wanted}(?:\s*:[^=\n]{0,80})?\s*=(?!=)\s*(?:(["'])(\w+(?:\.\w+)*)\1[ \t]*(?:#.*)?(?=[\r\n]|$))?`,
    'gm',
  );
  const [only, ...others] = text.matchAll(bound);
  return others.length === 0 ? only?.[2] : undefined;
}
