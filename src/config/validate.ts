import { closest, distance } from 'fastest-levenshtein';
import * as v from 'valibot';
import type { UserConfig } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { userConfigSchema } from './schema.ts';

/**
 * @param file named in the messages
 * @throws ExpectedStop that lists everything that is wrong: where, what was expected, what was found
 */
export function validateConfig(value: unknown, file: string): UserConfig {
  const result = v.safeParse(userConfigSchema, value);
  if (result.success) return result.output;
  throw new ExpectedStop(
    `${file} is not a valid configuration:\n${result.issues.map((issue) => `  ${describe(issue)}`).join('\n')}`,
  );
}

function describe(issue: v.BaseIssue<unknown>): string {
  const where = formatPath(issue.path?.map((item) => item.key) ?? []);
  if (issue.type === 'strict_object' && issue.expected === 'never') return `${where}: unknown key${suggestion(issue)}`;
  if (issue.received === 'undefined') return `${where}: missing, expected ${noun(missingType(issue))}`;
  return `${where}: expected ${expectation(issue)}, found ${found(issue)}`;
}

function expectation(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'regex' || issue.type === 'min_length' || issue.type === 'check') return issue.message;
  return noun(issue.expected ?? issue.message);
}

function found({ input, received }: v.BaseIssue<unknown>): string {
  if (typeof input === 'string') return JSON.stringify(input);
  // Objects of JSON have no prototype, by which valibot names them.
  return noun(typeof input === 'object' && input !== null && !Array.isArray(input) ? 'object' : received);
}

/** A type as valibot names it, in words. */
function noun(type: string): string {
  const choices = type.replace(/^\((.*)\)$/, '$1').split(' | ');
  return choices.map((choice) => (isValue.test(choice) ? choice : withArticle(choice.toLowerCase()))).join(' or ');
}

const isValue = /^(?:null|true|false|NaN)$|[^a-z]/i;

function withArticle(word: string): string {
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

/** What the schema wants where a key is missing. */
function missingType(issue: v.BaseIssue<unknown>): string {
  const keys = issue.path?.map((item) => item.key) ?? [];
  const schema = unwrap(entriesAt(keys.slice(0, -1))?.[String(keys.at(-1))]) as { expects?: string } | undefined;
  return schema?.expects ?? issue.message;
}

/** The key that was likely meant, by edit distance, among those of the same object. */
function suggestion(issue: v.BaseIssue<unknown>): string {
  const key = String(issue.path?.at(-1)?.key);
  const known = Object.keys(entriesAt(issue.path?.slice(0, -1).map((item) => item.key) ?? []) ?? {});
  if (known.length === 0) return '';
  const nearest = closest(key, known);
  return distance(key, nearest) <= Math.max(2, key.length / 3)
    ? `, did you mean "${nearest}"?`
    : `, known keys are ${known.join(', ')}`;
}

/** The entries of the object schema that a path leads to. */
function entriesAt(path: readonly unknown[]): Readonly<Record<string, unknown>> | undefined {
  let schema: unknown = userConfigSchema;
  for (const key of path) {
    schema = unwrap(schema);
    const { entries, item } = schema as { entries?: Readonly<Record<string, unknown>>; item?: unknown };
    schema = typeof key === 'number' ? item : entries?.[String(key)];
  }
  return (unwrap(schema) as { entries?: Readonly<Record<string, unknown>> } | undefined)?.entries;
}

/** The schema of the type itself, behind `optional` and pipes. */
function unwrap(schema: unknown): unknown {
  const { wrapped, pipe } = (schema ?? {}) as { wrapped?: unknown; pipe?: readonly { readonly kind: string }[] };
  if (wrapped !== undefined) return unwrap(wrapped);
  const inner = pipe?.findLast(({ kind }) => kind === 'schema');
  return inner === undefined ? schema : unwrap(inner);
}

/** `python.map[0].legacy` */
export function formatPath(keys: readonly unknown[]): string {
  if (keys.length === 0) return 'the configuration';
  return keys.map((key, k) => (typeof key === 'number' ? `[${key}]` : `${k === 0 ? '' : '.'}${String(key)}`)).join('');
}
