import { isUtf8 } from 'node:buffer';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { applyPlan, makePlan, transformSource } from '../src/index.ts';
import type { Outcome, Plan, TransformedText } from '../src/index.ts';
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

/** The Plan for the file of a case, made from it or from the whole tree. */
async function planOnTree(root: string, { path, needsTree, config, includeReview }: Fixture): Promise<Plan> {
  const plan = await makePlan({ root, paths: needsTree ? ['.'] : [path], config, includeReview });
  return { ...plan, outcomes: plan.outcomes.filter((outcome) => outcome.path === path) };
}

/** The bytes of the file of a case after a run, and what the run said of it. */
async function runOnTree(root: string, fixture: Fixture): Promise<{ bytes: Buffer; outcome: Outcome | undefined }> {
  const [outcome] = (await applyPlan(root, await planOnTree(root, fixture))).outcomes;
  return { bytes: readFileSync(path.join(root, fixture.path)), outcome };
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

    test.each(cases)('%s', async (_, fixture) => {
      const file = path.join(repository, fixture.path);
      const before = existsSync(file) ? readFileSync(file) : undefined;
      mkdirSync(path.dirname(file), { recursive: true });
      try {
        writeFileSync(file, fixture.input);
        const { bytes, outcome } = await runOnTree(repository, fixture);
        expect(shown(bytes)).toBe(shown(fixture.output));
        expectReport(fixture, outcome);
        const again = await planOnTree(repository, fixture);
        expect(again.outcomes.some(({ status }) => status === 'changed')).toBe(fixture.isSwap);
      } finally {
        if (before === undefined) rmSync(file);
        else writeFileSync(file, before);
      }
    });
  });
});
