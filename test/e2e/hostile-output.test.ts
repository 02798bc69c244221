import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { obeyed } from '../support/hostile-texts.ts';
import { onlyWhere } from '../support/only-where.ts';
import { codemod, programFile } from '../support/program.ts';
import { addFiles, makeRepository, read, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

/** Texts that a terminal, a log, Markdown or HTML would take for more than text. Names of files hold no slash. */
const hostile = [
  '\u001b]52;c;cHduZWQ=\u0007',
  '\u009b31m',
  '\u202egnp',
  '::error::x',
  ' ::set-output name=x::y',
  '##[add-matcher]x',
  'a\nb::warning::x',
  'a\u2028b',
  '<img src=x onerror=alert(1)>',
  '`@everyone` [x](javascript:alert(1)) #1 | y',
] as const;
/** The escapes by which git colours a diff. */
const colors = new RegExp(String.raw`\u001b\[\d+m`, 'g');
const linkName = 'www.evil.example';

const statement = 'from app.old import Thing';
/** The same names of files, texts in code, comments and reasons everywhere. */
const files: Files = {
  'ssot.config.json': JSON.stringify({
    python: { map: [{ canonical: 'app.new:Thing', legacy: ['app.old:Thing'] }], unmapped: ['app.gone:Thing'] },
    javascript: {
      map: hostile
        .filter((text) => !/[#\s\\]/.test(text))
        .map((text) => ({ canonical: `./new/${text}`, legacy: [`./old/${text}`] })),
    },
    audit: {
      implementations: ['*Thing'],
      textCounts: hostile.map((text) => ({
        label: `label ${text}`,
        pattern: 'Thing',
        counts: 'files',
        claimed: text,
        answeredBy: 'implementations',
      })),
    },
  }),
  'app/__init__.py': '',
  'app/new.py': 'class Thing:\n    pass\n',
  'app/old.py': 'from app.new import Thing\n',
  ...Object.fromEntries(
    hostile.flatMap((text) => [
      [`${text}.py`, `${statement}  # ${text.replace('\n', ' ')}\n${text.replace('\n', '\n#')} = 1\n`],
      [`good ${text}.py`, `text = 1  # ${text.replace(/[\n\u2028]/g, ' ')}\n${statement}\nThing()\n`],
      [`${text}/sub.py`, `${statement}, \\\n    Other\nprint("app.old:Thing ${text.replace(/["\n]/g, '')}")\n`],
      [`allowed ${text}.py`, `${statement}  # ssot: allow[fragmented-import] ${text.replace(/[\n\u2028]/g, ' ')}\n`],
      [`${text}.py.bak`, `${statement}\n`],
      [`backup/${text}.py`, `# ${text}.py.bak\n${statement}\n`],
      [`star ${text}.py`, 'from app.old import *\nprint(Thing)\n'],
      [`${text}.ts`, `import { a } from './old/${text.replace(/['\n\u2028]/g, '')}';\na();\n`],
    ]),
  ),
  CODEOWNERS: '* @everyone\n',
  [`${linkName}.py`]: `${statement}\n`,
  'status.md': '# Status\n\n<!-- ssot-audit:begin -->\n<!-- ssot-audit:end -->\n',
};

const commands: readonly (readonly string[])[] = [
  ...['text', 'json', 'jsonl', 'markdown', 'sarif', 'github', 'html'].map((format) => [
    'dry-run',
    '-v',
    ...(format === 'text' ? ['--stat'] : ['--format', format]),
  ]),
  ...['text', 'json', 'markdown', 'sarif', 'github'].map((format) => ['check', '-v', '--format', format]),
  ...['text', 'json', 'markdown', 'sarif', 'github'].map((format) => [
    'audit',
    '-v',
    '--text-counts',
    '--format',
    format,
  ]),
  ['review', '-v'],
  ['review', '--format', 'json'],
  ['plan', '-v', '--save', '/dev/null'],
  ['docs'],
  ...['text', 'json', 'markdown'].flatMap((format) => [
    ['suggest', '-v', '--min-uses', '1', '--include-tests', '--format', format],
    ['interface', '-v', '--format', format],
    ['prune', '-v', '--format', format],
  ]),
  ...['text', 'json', 'jsonl', 'markdown', 'sarif', 'github', 'html'].map((format) => [
    ...['move', '--dry-run', '-v', '--allow-dirty'],
    ...['app/new.py', 'app/newest.py', ...(format === 'text' ? ['--stat'] : ['--format', format])],
  ]),
  ...hostile.map((text) => ['move', `${text}.py`, `moved ${text}.py`, '--dry-run', '--stat']),
  ...hostile.map((text) => ['dry-run', '--stat', '--map', text]),
  ...hostile.map((text) => ['dry-run', '--stat', '--map', `app.old:${text}=app.new:${text}`]),
  ...hostile.map((text) => ['suggest', '--from-git', text]),
  ...hostile.map((text) => ['suggest', '--focus', text]),
  ...hostile.map((text) => ['suggest', '--package', text]),
  ...hostile.map((text) => ['prune', text]),
  ...hostile.map((text) => ['prune', `--include-review=${text}`]),
  ...hostile.map((text) => ['explain', `${text}.py:1`]),
  ...hostile.map((text) => ['dry-run', `nowhere ${text}`]),
  ...hostile.map((text) => ['dry-run', `--config=${text}.json`]),
  ...hostile.map((text) => ['dry-run', `--${text}`]),
  ...hostile.map((text) => ['dry-run', `--format=${text}`]),
  ...hostile.map((text) => ['dry-run', `--preset=${text}`]),
  ...hostile.map((text) => ['rollback', '--id', text]),
  ...hostile.map((text) => ['report', '--from', text]),
  ...hostile.map((text) => ['check', '--since', text]),
  ...hostile.map((text) => ['init', '--github', '--source', text]),
  ...hostile.map((text) => ['apply', '--commit', '--branch-per-batch', text]),
];

function linesObeyed(text: string): string[] {
  return text.split('\n').filter((line) => obeyed.test(line.replace(/\r$/, '')));
}

/** Annotations are commands, of ours: they begin each of their lines, and what they say is escaped. */
function ownAnnotations(text: string): string {
  return text.replace(/^::(?:error|warning|notice) file=/gm, '');
}

describe('what the repository holds is shown, and not obeyed', () => {
  const folder = makeRepository(files);
  const titled = commands.map((words) => [JSON.stringify(words).replace(/[^ -~]/g, '?'), words] as const);
  test.each(titled)('%s', (_, words) => {
    const { stdout, stderr, exitCode } = codemod(folder, words);
    expect(exitCode).toBeLessThan(3);
    expect(stdout + stderr).not.toBe('');
    expect(linesObeyed(words.includes('github') ? ownAnnotations(stdout) : stdout)).toEqual([]);
    expect(linesObeyed(stderr)).toEqual([]);
    const isMarkdown = words.includes('markdown') || words[0] === 'docs';
    const prose = stdout.replace(/^(`{3,})[^`]*?^\1$/gms, '').replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '');
    if (isMarkdown) expect(prose).not.toMatch(/<(?:script|img)|@everyone|\]\(javascript|www\.evil/);
    if (words.includes('html')) expect(stdout).not.toMatch(/onerror|@everyone/);
  });

  test('in a status file', () => {
    codemod(folder, ['audit', '--status-file', 'status.md', '--date', '2024-01-02', '--text-counts']);
    const status = read(folder, 'status.md');
    expect(status).toContain('2024-01-02');
    expect(linesObeyed(status)).toEqual([]);
    expect(status.replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '')).not.toMatch(/<img|@everyone|\]\(javascript/);
  });
});

withGit.test('a commit message mentions nobody, closes nothing and gets no line more', () => {
  const folder = makeRepository({ ...files, 'fixes #12\nCo-authored-by: x/sub.py': `${statement}\n` });
  for (const batchBy of ['codeowners', 'directory']) {
    const result = codemod(folder, ['apply', '--include-review', '--commit', '--batch-by', batchBy]);
    expect(linesObeyed(result.stdout + result.stderr)).toEqual([]);
    codemod(folder, ['rollback', '-q', '--force']);
    const log = spawnSync('git', ['log', '-n', '30', '--format=%B'], { cwd: folder, encoding: 'utf8' }).stdout;
    expect(log).toContain('Move imports onto their canonical paths');
    expect(log).not.toMatch(/@everyone|#1|^Co-authored-by/m);
    expect(linesObeyed(log)).toEqual([]);
    spawnSync('git', ['checkout', '-q', '.'], { cwd: folder });
  }
});

describe('a diff', () => {
  const text = '\u001b]52;c;cHduZWQ=\u0007';
  const code = `# ${text} \u202e\n ::set-output name=x::y\n\t# tab ##[add-matcher]\n${statement}\nfor x in []:\n\tpass\n`;
  const folder = makeRepository({ ...files, 'app/c.py': code });
  const args = ['dry-run', '-q', '--include-review', 'app/c.py'];

  test('holds every byte for a program', () => {
    const { stdout } = codemod(folder, args);
    expect(stdout).toContain(` # ${text} \u202e\n  ::set-output name=x::y\n \t# tab ##[add-matcher]\n`);
    codemod(folder, [...args, '--patch', 'x.patch']);
    expect(read(folder, 'x.patch')).toBe(stdout);
  });

  test('commands nothing in the log of a job, where it is exact in a file', () => {
    const env = { GITHUB_ACTIONS: 'true' };
    const { stdout } = codemod(folder, args, { env });
    expect(stdout).not.toMatch(/^\s*::|##\[/m);
    expect(stdout).toContain(String.raw`  \x3a:set-output name=x::y`);
    codemod(folder, [...args, '--patch', 'x.patch'], { env });
    expect(read(folder, 'x.patch')).toBe(codemod(folder, args).stdout);
  });

  test('is obeyed in no colours', () => {
    const { stdout } = codemod(folder, [...args, '--color', 'always']);
    const plain = stdout.replaceAll(colors, '');
    expect(linesObeyed(plain.replaceAll('\t', ' '))).toEqual([]);
    expect(plain).toContain('\n \t# tab');
  });

  const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;
  onlyWhere(hasTerminal).test.each(['auto', 'never'])('is not obeyed by a terminal: colours %s', (color) => {
    const command = [process.execPath, programFile, ...args, '--color', color].map((word) => `'${word}'`).join(' ');
    const log = path.join(folder, 'typescript');
    spawnSync('script', ['-qec', command, log], { cwd: folder, input: '', env: { ...process.env, TERM: 'xterm' } });
    const shown = readFileSync(log, 'utf8').replaceAll(colors, '');
    expect(shown).toContain(String.raw`# \x1b]52;c;cHduZWQ=\x07 \u202e`);
    // The first and the last line are those of script.
    expect(linesObeyed(shown.replaceAll('\t', ' '))).toEqual([]);
  });

  test('of Windows keeps its line endings before a person', () => {
    addFiles(folder, { 'app/d.py': `${statement}\r\nThing()\r\n` });
    const { stdout } = codemod(folder, ['dry-run', '-q', 'app/d.py', '--color', 'always']);
    expect(stdout).not.toContain(String.raw`\x0d`);
  });
});
