/**
 * `npm run golden -- make FOLDER [NAME=TREE …]`: write what this build plans for the fixtures, the made repositories and each TREE
 * (with the preset `websocket-manager`) into FOLDER, as JSON with all texts.
 * `npm run golden -- compare BEFORE AFTER`: what differs between two such folders, by kind; exits 1 when something does.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePlan } from '../src/index.ts';
import type { MakePlanInput, Outcome, Plan, UserConfig } from '../src/index.ts';
import { writeCorpus } from './corpus.ts';
import { crossFileConfig, crossFileRepository } from './cross-file-repository.ts';
import { fixtureRepository, readFixtures } from './fixtures.ts';

const fixtures = fileURLToPath(new URL('../../__testfixtures__', import.meta.url));
const preset: UserConfig = { extends: ['websocket-manager'] };
const modes = ['alias', 'rename'] as const;

/** Give `work` a temporary folder, and remove it afterwards. */
async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ssot-golden-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function save(out: string, name: string, plan: Plan): void {
  const bytesAsText = (_: string, value: unknown): unknown =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
  writeFileSync(path.join(out, `${name}.json`), `${JSON.stringify(plan, bytesAsText, 1)}\n`);
}

/** The Plans of one tree: as it is applied, and with what is for review. */
async function planTree(out: string, name: string, input: MakePlanInput): Promise<void> {
  for (const includeReview of [false, true])
    save(
      out,
      `${name}${includeReview ? '.review' : ''}`,
      await makePlan({ gitignore: false, diffs: true, ...input, includeReview }),
    );
}

async function planFixtures(out: string, language: string, root: string): Promise<void> {
  cpSync(fixtureRepository(fixtures, language), root, { recursive: true });
  const outcomes: Outcome[] = [];
  let summary: Plan['summary'] | undefined;
  for (const { name, path: file, input, config, includeReview, needsTree } of readFixtures(fixtures, language)) {
    const place = path.join(root, file);
    const before = existsSync(place) ? readFileSync(place) : undefined;
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, input);
    const plan = await makePlan({ root, config, includeReview, diffs: true, paths: needsTree ? ['.'] : [file] });
    summary ??= plan.summary;
    outcomes.push(...plan.outcomes.map((outcome) => ({ ...outcome, path: `${name}: ${outcome.path}` })));
    if (before) writeFileSync(place, before);
    else rmSync(place);
  }
  if (summary) save(out, `fixtures-${language}`, { outcomes, summary });
}

async function make(out: string, trees: readonly string[]): Promise<void> {
  mkdirSync(out, { recursive: true });
  for (const language of ['python', 'javascript'])
    await inFolder((root) => planFixtures(out, language, path.join(root, 'repository')));
  for (const uses of modes) {
    await inFolder(async (root) => {
      for (const [file, text] of Object.entries(crossFileRepository(uses))) {
        mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        writeFileSync(path.join(root, file), text);
      }
      await planTree(out, `cross-file-${uses}`, { root, config: crossFileConfig(uses) });
    });
    const config = { ...preset, python: { uses } };
    await inFolder(async (root) => {
      writeCorpus(root, 1000, 7);
      await planTree(out, `corpus-${uses}`, { root, config });
    });
    for (const tree of trees) {
      const [name = '', root = ''] = tree.split('=', 2);
      await planTree(out, `${name}-${uses}`, { root, config });
    }
  }
}

/** Everything that a Plan says of its files, a line each, without positions: what a sentence of a decision is about. */
function linesOf(file: string): string[] {
  const { outcomes } = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  return outcomes.flatMap((outcome) => [
    `${outcome.path}: ${outcome.status}`,
    ...outcome.edits.map(
      (edit) =>
        `${outcome.path}:${edit.line}:${edit.column} edit ${edit.transform} ${edit.tier} ${String(edit.applied)} ${edit.from} → ${edit.to}: ${edit.because} | ${edit.before} | ${edit.after}`,
    ),
    ...outcome.refused.map(
      (refusal) =>
        `${outcome.path}:${refusal.line}:${refusal.column} refused ${refusal.reason} ${refusal.from}: ${refusal.message}`,
    ),
    ...outcome.diagnostics.map(
      (note) => `${outcome.path}:${note.line}:${note.column} note ${note.ruleId} ${note.message}`,
    ),
    ...(outcome.status === 'changed' ? [`${outcome.path}: diff ${String(outcome.diff)}`] : []),
  ]);
}

/** Examples of each difference that are shown. */
const SHOWN = 5;

function compare(before: string, after: string): boolean {
  const names = [...new Set([...readdirSync(before), ...readdirSync(after)])].toSorted();
  let isSame = true;
  for (const name of names) {
    const [old, next] = [before, after].map((folder) => {
      const file = path.join(folder, name);
      return existsSync(file) ? linesOf(file) : [];
    });
    const [gone, added] = [old, next].map((lines, k) => {
      const others = new Set(k === 0 ? next : old);
      return (lines ?? []).filter((line) => !others.has(line));
    });
    const count = (gone?.length ?? 0) + (added?.length ?? 0);
    isSame &&= count === 0;
    process.stdout.write(
      `${name}: ${count === 0 ? 'the same' : `${gone?.length ?? 0} lines gone, ${added?.length ?? 0} new`}\n`,
    );
    for (const line of (gone ?? []).slice(0, SHOWN)) process.stdout.write(`  - ${line}\n`);
    for (const line of (added ?? []).slice(0, SHOWN)) process.stdout.write(`  + ${line}\n`);
  }
  return isSame;
}

const [command, ...args] = process.argv.slice(2);
const [first, second] = args;
if (command === 'make' && first !== undefined) await make(first, args.slice(1));
else if (command === 'compare' && first !== undefined && second !== undefined)
  process.exitCode = compare(first, second) ? 0 : 1;
else {
  process.stderr.write('usage: npm run golden -- make FOLDER [NAME=TREE …] | compare BEFORE AFTER\n');
  process.exitCode = 2;
}
