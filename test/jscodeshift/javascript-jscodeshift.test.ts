import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { completeConfig } from '../../src/config/complete-config.ts';
import { transformText } from '../../src/engine/transform-text.ts';
import { javascriptTransforms } from '../../transforms/javascript/index.ts';
import { typescriptPlugins } from '../../src/parse/javascript/syntax-tree.ts';
import { fixtureRepository, readFixtures } from '../support/fixtures.ts';

const program = createRequire(import.meta.url).resolve('jscodeshift/bin/jscodeshift.js');
const dist = fileURLToPath(new URL('../../dist/cli/jscodeshift', import.meta.url));

/** The cases that need no place or configuration of their own, each as a file beside the others. */
const repository = fixtureRepository('javascript');
const shared = path.join(path.dirname(repository), 'ssot.config.json');
const sharedConfig = JSON.parse(readFileSync(shared, 'utf8')) as unknown;
const fixtures = readFixtures('javascript').filter(
  ({ path: file, config, includeReview }) =>
    /^case\.\w+$/.test(file) && !includeReview && JSON.stringify(config) === JSON.stringify(sharedConfig),
);
const fileOf = (name: string, file: string): string => `${name.replaceAll('/', '-')}${path.extname(file)}`;

describe('jscodeshift itself, with each transform in turn', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'ssot-jscodeshift-'));
  const reports: string[] = [];

  beforeAll(() => {
    cpSync(repository, root, { recursive: true });
    cpSync(shared, path.join(root, 'ssot.config.json'));
    for (const { name, path: file, input } of fixtures) writeFileSync(path.join(root, fileOf(name, file)), input);
    const files = fixtures.map(({ name, path: file }) => fileOf(name, file));
    for (const { id } of javascriptTransforms) {
      const transform = path.join(dist, `${id.replace('javascript/', '')}.js`);
      const args = [
        program,
        '--no-babel',
        '--run-in-band',
        '--extensions=ts,tsx,js,jsx,cjs,vue,svelte',
        '-t',
        transform,
      ];
      const result = spawnSync(process.execPath, [...args, ...files], {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      });
      expect(result.stderr.replace(/\(.*ExperimentalWarning.*\n.*\n/, '')).toBe('');
      reports.push(result.stdout);
    }
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test('runs on most of the fixtures', () => {
    expect(fixtures.length).toBeGreaterThan(150);
  });

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_, { name, path: file, output }) => {
    const bytes = readFileSync(path.join(root, fileOf(name, file)));
    expect(bytes.toString('latin1')).toBe(output.toString('latin1'));
  });

  test('reports what is refused, and takes a file that cannot be parsed for an error', () => {
    expect(reports[0]).toMatch(/REP .*not-exported\.ts 1:10 target-not-exported @\/lib\/ws#Gone/);
    expect(reports[0]).toMatch(/ERR .*syntax-error\.ts Transformation error \(it cannot be parsed/);
  });
});

test('TypeScript is parsed with the options of jscodeshift', () => {
  const own = createRequire(import.meta.url)('jscodeshift/parser/tsOptions.js') as { readonly plugins: unknown };
  expect(typescriptPlugins).toEqual(own.plugins);
});

describe('calls, by their transform alone', () => {
  const calls = readFixtures('javascript').filter(
    ({ transform, includeReview }) => transform === 'javascript/call-site' && !includeReview,
  );

  test.each(calls.map((fixture) => [fixture.name, fixture] as const))(
    '%s',
    async (_, { path: file, input, output, config }) => {
      const complete = completeConfig(repository, undefined, [{ name: 'case', config }]);
      const { text } = await transformText(complete, file, input.toString(), true, false, 'javascript/call-site');
      // Uses as a type go with the imports.
      const isTypeOnly = output.includes('Stream as Feed');
      if (isTypeOnly) expect(text).not.toContain('Stream as Feed');
      else expect(text).toBe(output.toString());
    },
  );

  test('another transform leaves the names that are called', async () => {
    const [{ path: file, input, config } = { path: '', input: '', config: {} }] = calls.filter(({ name }) =>
      name.endsWith('/class-to-factory'),
    );
    const complete = completeConfig(repository, undefined, [{ name: 'case', config }]);
    const { text } = await transformText(
      complete,
      file,
      input.toString(),
      true,
      false,
      'javascript/import-declaration',
    );
    expect(text).toBe(input.toString());
  });
});
