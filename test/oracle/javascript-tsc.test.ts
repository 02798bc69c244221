import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { fixtureRepository, readFixtures } from '../support/fixtures.ts';
import type { Fixture } from '../support/fixtures.ts';

const repository = fixtureRepository('javascript');
const { config } = ts.readConfigFile(path.join(repository, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
  readonly config: unknown;
};
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);

/** Cases whose inputs do not compile as they stand, which is what they are about, are judged by what is no worse. */
const fixtures = readFixtures('javascript').filter(
  ({ path: file, refused }) => /\.tsx?$/.test(file) && !refused.includes('syntax-error'),
);
const fileOf = ({ name, path: file }: Fixture): string =>
  path.join(repository, path.dirname(file), `${name.replaceAll('/', '-')}${path.extname(file)}`);

/** The codes of the diagnostics of each case, when all are files of one program. */
function diagnose(text: (fixture: Fixture) => Buffer): Map<string, number[]> {
  const texts = new Map(
    fixtures.map((fixture) => [
      fileOf(fixture),
      text(fixture)
        .toString()
        .replace(/^\ufeff/, ''),
    ]),
  );
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version, ...rest) => {
    const own = texts.get(file);
    return own === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, own, version);
  };
  const program = ts.createProgram([...texts.keys()], { ...options, noEmit: true, types: [] }, host);
  return new Map(
    fixtures.map((fixture) => {
      const source = program.getSourceFile(fileOf(fixture));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [fixture.name, found.map(({ code }) => code).sort((a, b) => a - b)];
    }),
  );
}

describe('the compiler of TypeScript', () => {
  const before = diagnose(({ input }) => input);
  const after = diagnose(({ output }) => output);
  /** Errors that the edits repair are found no more. */
  const repaired = /repairs-missing|default-to-named-with-names|external|fails-today/;

  test('finds nothing wrong in plain cases, so that the comparison says something', () => {
    const clean = [...before.values()].filter((codes) => codes.length === 0).length;
    expect(clean).toBeGreaterThan(fixtures.length / 3);
    expect(before.get('javascript/import-declaration/split')).toEqual([]);
  });

  test.each(fixtures.map(({ name }) => name))('finds the same before and after: %s', (name) => {
    const [old, now] = [before.get(name) ?? [], after.get(name) ?? []];
    if (repaired.test(name)) expect(now.length).toBeLessThanOrEqual(old.length);
    else expect(now).toEqual(old);
  });
});
