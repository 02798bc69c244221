import path from 'node:path';
import * as v from 'valibot';
import { ExpectedStop, isTooDeep } from '../model/errors.ts';
import type { KnownExports, ReadExports } from '../model/known-exports.ts';
import type { Suite } from '../model/module-bindings.ts';
import { inWords } from '../model/in-words.ts';
import { LARGEST_PLAN, readRegularFile } from '../regular-file.ts';
import { misfitOf } from './plan-schema.ts';
import { hasHash, hashOf } from './saved-plan.ts';

const FORMAT = 1;

/** Who made the exports, for whoever reads the file. */
export interface ExportsOrigin {
  /** The version of the tool. */
  readonly version: string;
  /** The commit that was checked out; empty outside of a git repository. */
  readonly commit: string;
}

/** The exports of a repository as a document that `readExports` takes. */
export function exportsDocument(exports: KnownExports, origin: ExportsOrigin): string {
  const body = { origin, exports };
  return `${JSON.stringify({ ssotCodemodExports: FORMAT, hash: hashOf(body), ...body }, null, 1)}\n`;
}

const texts = v.array(v.string());
const dotted = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.check(
    (text) => /^[\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u.test(text),
    'is no dotted name',
  ),
);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const modulePath = { level: count, module: v.string() };

const suite: v.GenericSchema<Suite> = v.lazy(() => v.array(item));
const item = v.variant('kind', [
  v.strictObject({ kind: v.literal('definition'), name: v.string() }),
  v.strictObject({ kind: v.literal('alias'), name: v.string(), target: v.string() }),
  v.strictObject({ kind: v.literal('from-import'), name: v.string(), imported: v.string(), ...modulePath }),
  v.strictObject({ kind: v.literal('module-import'), name: v.string(), module: v.string(), path: v.string() }),
  v.strictObject({ kind: v.literal('star-import'), ...modulePath }),
  v.strictObject({ kind: v.literal('deletion'), name: v.string() }),
  v.strictObject({ kind: v.literal('exit') }),
  v.strictObject({
    kind: v.literal('branch'),
    form: v.picklist(['if', 'try', 'loop', 'with', 'match']),
    arms: v.array(v.strictObject({ word: v.string(), condition: v.string(), suite })),
  }),
]);

const facts = v.strictObject({
  bindings: v.strictObject({
    suite,
    all: v.optional(
      v.union([v.literal('unknown'), v.array(v.union([v.string(), v.strictObject({ list: v.string() })]))]),
    ),
    isDynamic: v.boolean(),
    opensNamespace: v.boolean(),
    isBroken: v.boolean(),
    rebound: texts,
    written: texts,
  }),
  imports: v.array(v.strictObject({ ...modulePath, names: texts })),
  effect: v.optional(v.string()),
  runTimeUses: v.array(v.tuple([v.string(), count])),
  setIn: v.array(v.tuple([v.string(), v.string()])),
});

const document = v.strictObject({
  origin: v.strictObject({ version: v.string(), commit: v.string() }),
  exports: v.strictObject({
    modules: v.array(
      v.strictObject({
        module: dotted,
        kind: v.picklist(['module', 'package', 'namespace', 'opaque']),
        isOpen: v.optional(v.boolean()),
        facts: v.optional(facts),
      }),
    ),
    differences: v.array(
      v.strictObject({
        legacy: v.string(),
        canonical: v.string(),
        differences: v.array(v.strictObject({ kind: v.picklist(['async', 'position', 'arity']), message: v.string() })),
      }),
    ),
    lookups: texts,
    staying: texts,
  }),
});

/**
 * Reads the exports of another repository. Whoever wrote the file may be anybody: it is checked, and names no file that is
 * read or written.
 * @param file relative to `cwd`
 * @throws ExpectedStop when the file holds no exports, or was changed
 */
export function readExports(cwd: string, file: string): ReadExports {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readRegularFile(path.resolve(cwd, file), LARGEST_PLAN).toString('utf8'));
  } catch (error) {
    throw new ExpectedStop(`cannot read the exports ${file}: ${inWords(error)}`);
  }
  const { ssotCodemodExports: format, hash, ...body } = (parsed ?? {}) as Record<string, unknown>;
  if (format !== FORMAT)
    throw new ExpectedStop(
      `${file} holds no exports of this version`,
      'ssot-codemod plan --write-exports FILE writes them, in the repository that has the modules',
    );
  const result = parsedBody(file, body);
  if (!hasHash(body, hash))
    throw new ExpectedStop(`${file} was changed after it was written`, 'write the exports again');
  return { file, ...result };
}

function parsedBody(file: string, body: Record<string, unknown>): KnownExports {
  try {
    const result = v.safeParse(document, body, { abortEarly: true, abortPipeEarly: true });
    if (result.success) return result.output.exports;
    throw new ExpectedStop(`${file} holds no exports: ${misfitOf(result.issues)}`, 'find out who made it');
  } catch (error) {
    if (!isTooDeep(error)) throw error;
    throw new ExpectedStop(`${file} holds no exports: it nests too deep`, 'find out who made it');
  }
}
