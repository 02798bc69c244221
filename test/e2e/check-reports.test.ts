import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { check, clean, lines, places } from '../support/check.ts';
import { hostileTexts, obeyed } from '../support/hostile-texts.ts';
import { codemod } from '../support/program.ts';
import { addFiles, makeFolder, makeRepository, withGit } from '../support/repository.ts';
import { validateSarif } from '../support/sarif.ts';
import { legacy, smallRepository } from '../support/small-repository.ts';

describe('reports', () => {
  const fileNames = hostileTexts
    .filter((text) => !text.includes('/') && text.isWellFormed())
    .map((text) => `app/${text}.py`);
  const folder = makeFolder({
    ...clean,
    ...Object.fromEntries(fileNames.map((file) => [file, legacy])),
    'app/fix.py': `from app.core.manager import (\n    WebSocketManager,  # ::error::x \u001b[31m \`\`\` <b> @everyone\n)\n`,
    'app/allowed.py': `${legacy.trim()}  # ssot: allow[fragmented-import] ::error::x \u001b[31m | <b> @everyone\n`,
    '::error::.py': legacy,
  });
  const report = (format: string): string => check(folder, '--format', format, '-v').stdout;

  test('as text command neither a terminal nor the log of a CI service', () => {
    const run = check(folder, '-v');
    expect(places(run).length).toBeGreaterThan(fileNames.length);
    for (const line of lines(run.stdout + run.stderr)) expect(line).not.toMatch(obeyed);
  });

  test('as annotations are one command for each finding', () => {
    const annotations = lines(report('github'));
    expect(annotations).toHaveLength(fileNames.length + 2);
    for (const line of annotations) {
      expect(line).toMatch(
        /^::error file=[^:,]+,line=1,endLine=\d+(?:,col=1,endColumn=\d+)?,title=ssot-codemod fragmented-import::/,
      );
      expect(line.slice(2)).not.toMatch(/\p{Cc}|\p{Bidi_Control}|##\[/u);
    }
  });

  test('as SARIF are valid', () => {
    const { results = [] } = validateSarif(report('sarif')).runs[0] ?? {};
    expect(results).toHaveLength(fileNames.length + 3);
    expect(results.filter(({ suppressions }) => suppressions !== undefined)).toHaveLength(1);
  });

  test('as Markdown hold no markup of the repository', () => {
    const markdown = report('markdown');
    const rows = lines(markdown).filter((line) => line.startsWith('| `'));
    expect(rows).toHaveLength(fileNames.length + 3);
    for (const row of rows) {
      const outsideCode = row.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
      expect(outsideCode).not.toMatch(/<|@(?!&#8203;)|\]\(|\p{Cc}/u);
      expect(row.match(/(?<!\\)\|/g)?.length).toBeLessThanOrEqual(5);
    }
  });

  test('of what a baseline says are harmless, too', () => {
    const files = Object.fromEntries(hostileTexts.map((name) => [name, { [name]: 1 }]));
    const known = path.join(makeFolder({ known: JSON.stringify({ schemaVersion: 1, files }) }), 'known');
    const reportOf = (format: string): string => check(folder, '--baseline', known, '--format', format).stdout;
    const stale = lines(reportOf('text')).filter((line) => line.includes('the baseline knows'));
    expect(stale.length).toBeGreaterThan(hostileTexts.length - 2);
    for (const line of lines(reportOf('text'))) expect(line).not.toMatch(obeyed);
    for (const line of lines(reportOf('github'))) expect(line.slice(2)).not.toMatch(/\p{Cc}|\p{Bidi_Control}|##\[/u);
    validateSarif(reportOf('sarif'));
    for (const line of lines(reportOf('markdown')))
      expect(line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')).not.toMatch(/<(?!!)|@(?!&#8203;)|\]\(|\p{Cc}/u);
  });

  test('as Markdown fit into a comment', () => {
    const many = makeFolder({
      ...clean,
      'app/many.py': legacy.repeat(2000),
    });
    const { stdout } = check(many, '--format', 'markdown');
    expect(stdout.length).toBeLessThan(65_536);
    expect(stdout).toMatch(/… and [\d,]+ lines more\n$/);
  });

  test('of dry-run have the formats of code review, too', () => {
    const small = makeFolder(smallRepository);
    const log = validateSarif(codemod(small, ['--format', 'sarif']).stdout);
    expect(log.runs[0]?.results).toHaveLength(3);
    expect(lines(codemod(small, ['--format', 'github']).stdout)).toHaveLength(3);
  });

  test.each(['json', 'jsonl'])('of dry-run as %s command neither a terminal nor a log', (format) => {
    const { stdout } = codemod(folder, ['--format', format]);
    expect(stdout).toContain('app/fix.py');
    for (const line of lines(stdout)) expect(line).not.toMatch(obeyed);
  });

  withGit.test('for code review name files from the top of the repository', () => {
    const top = makeRepository({ 'a.txt': '' });
    addFiles(path.join(top, 'back end'), smallRepository);
    const root = path.join(top, 'back end');
    for (const command of ['check', 'dry-run']) {
      const log = validateSarif(codemod(root, [command, '--format', 'sarif']).stdout);
      const [result] = log.runs[0]?.results ?? [];
      expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('back%20end/app/one.py');
      expect(codemod(root, [command, '--format', 'github']).stdout).toMatch(/^::error file=back end\/app\/one\.py,/);
    }
    expect(check(root).stdout).toMatch(/^app\/one\.py:/);
  });

  test('as JSON are of the published schema', () => {
    const schema = JSON.parse(readFileSync(new URL('../../schema/check.json', import.meta.url), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true }).compile(schema);
    const [known] = [path.join(folder, 'known.json')];
    for (const args of [[], ['--baseline', known, '--update-baseline', '--allow-growth'], ['--baseline', known]]) {
      const text = check(folder, '--format', 'json', ...args).stdout;
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
      const document: unknown = JSON.parse(text);
      validate(document);
      expect(validate.errors ?? []).toEqual([]);
      expect(validate({ ...(document as object), host: 'x' })).toBe(false);
    }
  });

  test('go into a file when one is named', () => {
    const run = check(folder, '--format', 'json', '-o', 'report.json');
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'))).toMatchObject({ command: 'check' });
  });
});
