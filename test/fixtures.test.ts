import { isUtf8 } from 'node:buffer';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { applyPlan, makePlan, transformSource } from '../src/index.ts';
import type { Outcome, Plan, TransformedText } from '../src/index.ts';
import { groupBy } from '../src/model/group-by.ts';
import { allReasons } from '../src/model/review.ts';
import { fixtureRepository, readFixtures } from './support/fixtures.ts';
import type { Fixture } from './support/fixtures.ts';
import { syntaxErrors as javascriptErrors } from './support/javascript.ts';
import { onlyWhere } from './support/only-where.ts';
import { temporaryFolder } from './support/repository.ts';
import { syntaxErrors as pythonErrors, withPython } from './support/python.ts';

function transform(fixture: Fixture, text: Buffer): Promise<TransformedText> {
  const { path, config, repository: root, includeReview } = fixture;
  return transformSource({ path, text: text.toString(), config, root, includeReview });
}

/** Cases that one run can look at together, each with the path of its file there. */
interface Batch {
  readonly members: readonly { readonly fixture: Fixture; readonly path: string }[];
}

/** The result of two runs for the file of a case. */
interface RunOnTree {
  readonly bytes: Buffer;
  readonly outcome: Outcome | undefined;
  readonly again: Outcome | undefined;
}

/**
 * Cases that have one configuration, and no place of their own in the tree, are in one batch, with a name each: nothing imports
 * their files. Each of the others is alone, and so is one that changes what other files may do.
 */
function batchesOf(fixtures: readonly Fixture[]): Batch[] {
  const mustBeAlone = ({ path: file, needsTree, isAlone }: Fixture): boolean =>
    isAlone || needsTree || path.parse(file).name !== 'case';
  const alike = groupBy(
    fixtures.filter((fixture) => !mustBeAlone(fixture)),
    ({ config, includeReview }) => JSON.stringify([config, includeReview]),
  );
  return [
    ...[...alike.values()].map((members) => ({
      members: members.map((fixture, k) => ({ fixture, path: fixture.path.replace('case', `case_${k}`) })),
    })),
    ...fixtures.filter(mustBeAlone).map((fixture) => ({ members: [{ fixture, path: fixture.path }] })),
  ];
}

/** Runs twice on a tree with the files of a batch, and brings the tree back. */
async function runBatch(root: string, { members }: Batch): Promise<ReadonlyMap<Fixture, RunOnTree>> {
  const [first] = members;
  if (first === undefined) return new Map();
  const { config, includeReview, needsTree } = first.fixture;
  const fileOf = (file: string): string => path.join(root, file);
  const before = members.map(({ path: file }) => existsSync(fileOf(file)) && readFileSync(fileOf(file)));
  const paths = needsTree ? ['.'] : members.map(({ path: file }) => file);
  const plan = async (): Promise<Plan> => {
    const whole = await makePlan({ root, paths, config, includeReview });
    return { ...whole, outcomes: whole.outcomes.filter((outcome) => members.some((one) => one.path === outcome.path)) };
  };
  try {
    for (const { fixture, path: file } of members) {
      mkdirSync(path.dirname(fileOf(file)), { recursive: true });
      writeFileSync(fileOf(file), fixture.input);
    }
    const { outcomes } = await applyPlan(root, await plan());
    const again = await plan();
    return new Map(
      members.map(({ fixture, path: file }) => [
        fixture,
        {
          bytes: readFileSync(fileOf(file)),
          outcome: outcomes.find((outcome) => outcome.path === file),
          again: again.outcomes.find((outcome) => outcome.path === file),
        },
      ]),
    );
  } finally {
    for (const [k, { path: file }] of members.entries()) {
      const bytes = before[k];
      if (bytes) writeFileSync(fileOf(file), bytes);
      else rmSync(fileOf(file));
    }
  }
}

/** Bytes as a text in which every one of them shows. */
const shown = (bytes: Buffer): string => bytes.toString('latin1');

function expectReport(fixture: Fixture, report: Pick<Outcome, 'edits' | 'refused' | 'diagnostics'> | undefined): void {
  const { edits = [], refused = [], diagnostics = [] } = report ?? {};
  expect(refused.map(({ reason }) => reason)).toEqual(fixture.refused);
  expect(diagnostics.map(({ ruleId }) => ruleId)).toEqual(fixture.diagnostics);
  if (fixture.tiers) expect(edits.map(({ tier }) => tier)).toEqual(fixture.tiers);
  const sentences = [...edits.map(allReasons), ...refused.map(({ message }) => message)].join('\n');
  for (const { tier, because, reviews } of edits)
    expect(reviews[0]?.message).toBe(tier === 'review' ? because : undefined);
  for (const sentence of fixture.says) expect(sentences).toContain(sentence);
}

const languages = [
  {
    language: 'python',
    syntaxErrors: (files: readonly { readonly bytes: Buffer }[]) => pythonErrors(files.map(({ bytes }) => bytes)),
    withParser: withPython,
    parser: 'python3',
  },
  {
    language: 'javascript',
    syntaxErrors: javascriptErrors,
    withParser: onlyWhere(true),
    parser: 'the compiler of TypeScript',
  },
];

describe.each(languages)('$language fixtures', ({ language, syntaxErrors, withParser, parser }) => {
  const fixtures = readFixtures(language);
  const cases = fixtures.map((fixture) => [fixture.name, fixture] as const);

  // A fixture that asserts broken code would be worse than none. Cases about broken files start broken.
  withParser.test(`expected outputs parse where their inputs do (needs ${parser})`, () => {
    const before = syntaxErrors(fixtures.map(({ input, path: file }) => ({ bytes: input, file })));
    const after = syntaxErrors(fixtures.map(({ output, path: file }) => ({ bytes: output, file })));
    const broken = fixtures.flatMap(({ name }, k) =>
      before[k] === undefined && after[k] !== undefined ? [`${name}: ${after[k]}`] : [],
    );
    expect(broken).toEqual([]);
  });

  describe('as texts', () => {
    const asTexts = cases.filter(([, { input, needsTree }]) => isUtf8(input) && !needsTree);
    test.each(asTexts)('%s', async (_, fixture) => {
      const result = await transform(fixture, fixture.input);
      expect(result.text).toBe(fixture.output.toString());
      expectReport(fixture, result);
      const again = await transform(fixture, fixture.output);
      expect(again.text).toBe((fixture.isSwap ? fixture.input : fixture.output).toString());
      if (!fixture.isSwap) expect(again.edits.filter((edit) => edit.applied)).toEqual([]);
    });
  });

  describe('as files of a tree', () => {
    const repository = path.join(temporaryFolder(), 'repository');
    beforeAll(() => {
      cpSync(fixtureRepository(language), repository, { recursive: true });
    });

    describe.each(batchesOf(fixtures))('batch %#', (batch) => {
      let runs: ReadonlyMap<Fixture, RunOnTree>;
      beforeAll(async () => {
        runs = await runBatch(repository, batch);
      });

      test.each(batch.members.map(({ fixture }) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
        const { bytes, outcome, again } = runs.get(fixture) ?? {};
        expect(bytes && shown(bytes)).toBe(shown(fixture.output));
        expectReport(fixture, outcome);
        expect(again?.status === 'changed').toBe(fixture.isSwap);
      });
    });
  });
});
