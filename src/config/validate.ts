import { closest, distance } from 'fastest-levenshtein';
import * as v from 'valibot';
import type { UserConfig } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { userConfigSchema } from './schema.ts';

/** In characters, of texts that were found: the start of a longer one tells which it is. */
const LONGEST = 200;

/**
 * @param file named in the messages
 * @throws ExpectedStop that lists all errors: the place, the expected value, the value found
 */
export function validateConfig(value: unknown, file: string): UserConfig {
  const result = v.safeParse(userConfigSchema, value);
  if (result.success) return result.output;
  throw new ExpectedStop(
    `${file} is not a valid configuration:\n${result.issues
      .flatMap(describe)
      .map((line) => `  ${line}`)
      .join('\n')}`,
  );
}

/** A line for each thing that is wrong. */
function describe(issue: v.BaseIssue<unknown>): string[] {
  const path = issue.path ?? [];
  const keys = path.map((item) => item.key);
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownKeys(keys, path.at(-1)?.input ?? {});
  const where = formatPath(keys);
  if (issue.received === 'undefined') return [`${where}: missing, expected ${noun(missingType(issue))}`];
  return [`${where}: expected ${expectation(issue)}, found ${found(issue)}`];
}

/**
 * All of an object.
 * @param first the only one that valibot says
 */
function unknownKeys(first: readonly unknown[], object: object): string[] {
  const above = first.slice(0, -1);
  const known = Object.keys(entriesAt(above) ?? {});
  const keys = new Set([String(first.at(-1)), ...Object.keys(object)]);
  return [...keys]
    .filter((key) => !known.includes(key))
    .map((key) => `${formatPath([...above, key])}: unknown key${suggestion(key, known)}`);
}

function expectation(issue: v.BaseIssue<unknown>): string {
  if (['regex', 'max_length', 'check'].includes(issue.type)) return issue.message;
  return noun(issue.expected ?? issue.message);
}

function found({ input, received }: v.BaseIssue<unknown>): string {
  if (typeof input === 'string') return JSON.stringify(input.length <= LONGEST ? input : `${input.slice(0, LONGEST)}…`);
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

/** The type that the schema expects at a missing key. */
function missingType(issue: v.BaseIssue<unknown>): string {
  const keys = issue.path?.map((item) => item.key) ?? [];
  const schema = unwrap(entriesAt(keys.slice(0, -1))?.[String(keys.at(-1))]) as { expects?: string } | undefined;
  return schema?.expects ?? issue.message;
}

/** The key of the same object that was likely meant, by edit distance. */
function suggestion(key: string, known: readonly string[]): string {
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
  const { wrapped, pipe, getter } = (schema ?? {}) as {
    wrapped?: unknown;
    pipe?: readonly { readonly kind: string }[];
    getter?: (input: unknown) => unknown;
  };
  // An entry of the Map: the keys of those that move paths.
  if (getter !== undefined) return unwrap(getter(undefined));
  if (wrapped !== undefined) return unwrap(wrapped);
  const inner = pipe?.findLast(({ kind }) => kind === 'schema');
  return inner === undefined ? schema : unwrap(inner);
}

/** `python.map[0].legacy` */
export function formatPath(keys: readonly unknown[]): string {
  if (keys.length === 0) return 'the configuration';
  return keys.map((key, k) => (typeof key === 'number' ? `[${key}]` : `${k === 0 ? '' : '.'}${String(key)}`)).join('');
}
