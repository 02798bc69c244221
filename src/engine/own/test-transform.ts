import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { Transform } from '../../model/transform.ts';
import { languageOf } from '../../model/source-file.ts';
import { decodeSource, encodeSource } from '../../scan/decode.ts';
import { ownOutcome } from './own-outcome.ts';

/** One case of a folder of fixtures. */
interface Case {
  readonly name: string;
  readonly input: string;
  /** The file with the expected text; the input where nothing changes. */
  readonly output: string;
}

/**
 * Tests a transform by a folder of fixtures: `<case>.input.<ending>` becomes `<case>.output.<ending>`, and
 * `<case>.noop.<ending>` stays. Bytes are compared, the result has to parse where the input does, and a second run has to change
 * nothing.
 * @param folder a path, or a URL such as `new URL('./fixtures', import.meta.url)`
 * @returns the names of the cases
 * @throws Error that lists the cases that fail, each with the text that came out
 */
export async function testTransform(folder: string | URL, transform: Transform): Promise<readonly string[]> {
  const place = typeof folder === 'string' ? folder : fileURLToPath(folder);
  const names = readdirSync(place).toSorted();
  const cases = names.flatMap((name) => caseOf(name, names));
  if (cases.length === 0) throw new Error(`${place} has no fixtures: write <case>.input.py and <case>.output.py`);
  const failures: string[] = [];
  for (const one of cases) {
    const failure = await failureOf(one, place, transform);
    if (failure !== undefined) failures.push(`${one.name}: ${failure}`);
  }
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${cases.length} fixtures of ${transform.id} fail:\n${failures.join('\n')}`);
  return cases.map(({ name }) => name);
}

function caseOf(name: string, all: readonly string[]): Case[] {
  const [, own = '', kind, ending = ''] = /^(.+)\.(input|noop)(\.[^/]+)$/.exec(name) ?? [];
  if (kind === 'noop') return [{ name: own, input: name, output: name }];
  const output = `${own}.output${ending}`;
  if (kind === undefined) return [];
  if (!all.includes(output))
    throw new Error(`${name} has no ${output} beside it; a case that stays is ${own}.noop${ending}`);
  return [{ name: own, input: name, output }];
}

async function failureOf({ input, output }: Case, folder: string, transform: Transform): Promise<string | undefined> {
  const expected = readFileSync(path.join(folder, output));
  const file = input.replace(/\.(?:input|noop)(?=\.)/, '');
  const made = await run(transform, file, readFileSync(path.join(folder, input)));
  if (typeof made === 'string') return made;
  if (!made.equals(expected)) return `came out as\n${indented(made.toString())}`;
  const again = await run(transform, file, made);
  if (typeof again === 'string') return `its result fails: ${again}`;
  return again.equals(made) ? undefined : `a second run changes it again, to\n${indented(again.toString())}`;
}

async function run(transform: Transform, file: string, bytes: Buffer): Promise<Buffer | string> {
  const source = decodeSource(file, languageOf(file), bytes);
  if ('message' in source) return source.message;
  const wanted = { withHashes: false, withDiffs: false, selectedShapes: undefined };
  const outcome = await ownOutcome(transform, source, undefined, wanted);
  if (outcome?.status === 'failed') return outcome.error;
  if (outcome?.status !== 'changed') return bytes;
  return encodeSource(applyTextEdits(source.text, outcome.textEdits), source) ?? 'its encoding lacks a character';
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}
