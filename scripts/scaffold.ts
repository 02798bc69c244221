/** The files that a new part of the project begins with, and the lines that make it known: see `npm run new`. */

/** The kinds of parts, as `npm run new` calls them. */
export const kinds = ['transform', 'rule', 'carrier', 'reporter', 'command'] as const;
export type Kind = (typeof kinds)[number];

/** A change of one file of the repository, by its path relative to the root. */
export type Change =
  | { readonly path: string; readonly create: string }
  | { readonly path: string; readonly edit: (text: string) => string };

export interface Scaffold {
  readonly changes: readonly Change[];
  /** The steps that are left to the author. */
  readonly next: readonly string[];
}

/** The name in the ways in which code writes it. */
interface Names {
  /** `re-exported`. */
  readonly kebab: string;
  /** `reExported`. */
  readonly camel: string;
  /** `ReExported`. */
  readonly pascal: string;
}

/**
 * @param name in lower case with hyphens; that of a transform has its language in front, as in `python/type-comment`
 * @throws Error when the name is not of that form
 */
export function scaffold(kind: Kind, name: string): Scaffold {
  const [, language = '', kebab = ''] = /^(?:(python|javascript)\/)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(name) ?? [];
  const needsLanguage = kind === 'transform';
  if (kebab === '' || needsLanguage !== (language !== ''))
    throw new Error(
      `a ${kind} is called ${needsLanguage ? 'python/some-name or javascript/some-name' : 'some-name'}, found ${name}`,
    );
  const camel = kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const names = { kebab, camel, pascal: camel.charAt(0).toUpperCase() + camel.slice(1) };
  if (kind === 'transform') return language === 'python' ? pythonTransform(names) : javascriptTransform(names);
  return { rule, carrier, reporter, command }[kind](names);
}

function pythonTransform({ kebab, camel }: Names): Scaffold {
  return {
    changes: [
      {
        path: `transforms/python/${kebab}.ts`,
        create: `import type { TransformResult } from './python-file.ts';
import type { PythonTransform } from './python-transform.ts';

/** A place of the form in a file. */
type Found = Pick<TransformResult, 'refused' | 'diagnostics'>;

/** TODO: the form of Reference, with an example. */
export const ${camel}: PythonTransform<Found> = {
  id: 'python/${kebab}',
  find: () => ({ refused: [], diagnostics: [] }),
  rewrite: (_file, found) => ({ edits: [], textEdits: [], ...found }),
};
`,
      },
      {
        path: 'transforms/index.ts',
        edit: (text) =>
          inList(withImport(text, camel, `./python/${kebab}.ts`), 'const pythonTransforms = [', `finder(${camel}),`),
      },
      cases('python', kebab, 'py', 'import json'),
      { path: 'docs/python.md', edit: withSection(`\`python/${kebab}\``) },
    ],
    next: [`npm test -- test/fixtures.test.ts -t python/${kebab}`],
  };
}

function javascriptTransform({ kebab, camel }: Names): Scaffold {
  return {
    changes: [
      {
        path: `transforms/javascript/${kebab}.ts`,
        create: `import type { JavaScriptTransform } from './javascript-file.ts';
import { MoveRecorder } from './move-recorder.ts';

const id = 'javascript/${kebab}';

/** TODO: the form of Reference, with an example. */
export const ${camel}: JavaScriptTransform = {
  id,
  run: (file) => new MoveRecorder(file, id).result,
};
`,
      },
      {
        path: 'transforms/javascript/index.ts',
        edit: (text) =>
          inList(withImport(text, camel, `./${kebab}.ts`), 'export const javascriptTransforms', `${camel},`),
      },
      cases('javascript', kebab, 'ts', "import fs from 'node:fs';"),
      { path: 'docs/javascript.md', edit: withSection(kebab, '## Text') },
    ],
    next: [`npm test -- test/fixtures.test.ts -t javascript/${kebab}`],
  };
}

function rule({ kebab, camel }: Names): Scaffold {
  return {
    changes: [
      {
        path: `transforms/rules/${kebab}.ts`,
        create: `import type { Rule } from '../../src/model/rule.ts';

/** TODO: the objection, and the evidence or the Links that it rests on. */
export const ${camel}: Rule = {
  id: '${kebab}',
  judge: (_reference, _links, move) => move,
};
`,
      },
      {
        path: 'transforms/rules/index.ts',
        edit: (text) => inList(withImport(text, camel, `./${kebab}.ts`), 'export const rules', `${camel},`),
      },
      {
        path: 'test/engine/rules.test.ts',
        edit: (text) =>
          inList(
            text,
            'const cases: readonly Case[] = [',
            `{\n    rule: '${kebab}',\n    lowered: [{}, {}],\n    says: 'TODO',\n    left: [[{}, {}]],\n  },`,
          ),
      },
      { path: 'docs/rules.md', edit: withSection(`\`${kebab}\``, undefined, '###') },
    ],
    next: ['npm test -- test/engine/rules.test.ts, which fails until the rule lowers a move'],
  };
}

function carrier({ kebab, camel }: Names): Scaffold {
  return {
    changes: [
      {
        path: `src/carriers/${kebab}.ts`,
        create: `import type { Carrier } from './carrier.ts';

/** TODO: the files, and where code or paths stand in them. */
export const ${camel}: Carrier = {
  id: '${kebab}',
  isOf: (path) => path.endsWith('.${kebab}'),
  parts: () => [],
};
`,
      },
      {
        path: 'src/carriers/all-carriers.ts',
        edit: (text) => inList(withImport(text, camel, `./${kebab}.ts`), 'export const carriers', `${camel},`),
      },
      {
        path: 'src/model/carrier.ts',
        edit: (text) =>
          inList(
            inList(text, 'export const carrierIds', `'${kebab}',`),
            'export const fileKinds',
            `{\n    id: '${kebab}',\n    noun: '${kebab} file',\n    globs: ['**/*.${kebab}'],\n    isOf: (path) => path.endsWith('.${kebab}'),\n  },`,
          ),
      },
      {
        path: `test/carriers/${kebab}.test.ts`,
        create: `import { expect, test } from '@jest/globals';
import { carry } from './carried.ts';

test('leaves a file without legacy paths as it is', async () => {
  expect((await carry('a.${kebab}', 'text\\n', ['${kebab}'])).text).toBe('text\\n');
});
`,
      },
      { path: 'docs/carriers.md', edit: withSection(`\`${kebab}\``, '## What no carrier sees') },
    ],
    next: [`npm test -- test/carriers/${kebab}.test.ts`, 'a row in the table of docs/carriers.md, and npm run schemas'],
  };
}

function reporter({ kebab, camel }: Names): Scaffold {
  return {
    changes: [
      {
        path: `src/report/${kebab}.ts`,
        create: `import type { Finding } from '../model/finding.ts';
import { printable } from './escape.ts';

/** TODO: the format, with its source. */
export function ${camel}(findings: readonly Finding[]): string {
  return findings.map(({ path, line, message }) => \`\${printable(path)}:\${line} \${printable(message)}\\n\`).join('');
}
`,
      },
      {
        path: 'src/report/index.ts',
        edit: (text) =>
          inList(
            replaceOnce(text, /(type Format =[^;]*);/, `$1 | '${kebab}';`),
            'const reporters',
            `'${kebab}': () => ofFindings(async () => (await import('./${kebab}.ts')).${camel}),`,
          ),
      },
      {
        path: 'src/commands/options.ts',
        edit: (text) => inList(text, 'export const findingFormats', `'${kebab}',`),
      },
      {
        path: `test/report/${kebab}.test.ts`,
        create: `import { expect, test } from '@jest/globals';
import { ${camel} } from '../../src/report/${kebab}.ts';

test('no findings', () => {
  expect(${camel}([])).toBe('');
});
`,
      },
      { path: 'docs/check.md', edit: withSection(`\`--format ${kebab}\``) },
    ],
    next: [
      `npm test -- test/report/${kebab}.test.ts test/report/finding-formats.test.ts`,
      'the row of --format in docs/usage.md',
    ],
  };
}

function command({ kebab, camel, pascal }: Names): Scaffold {
  return {
    changes: [
      {
        path: `src/commands/${kebab}.ts`,
        create: `import { ExitCode } from '../model/exit-code.ts';
import type { CommandIo } from './io.ts';
import type { ${pascal}Options } from './options.ts';

/** TODO: the one use case. */
export function ${camel}(options: ${pascal}Options, io: CommandIo): ExitCode {
  io.stdout(\`\${options.paths.join(' ')}\\n\`);
  return ExitCode.ok;
}
`,
      },
      {
        path: 'src/commands/options.ts',
        edit: (text) => `${text}\nexport interface ${pascal}Options {\n  readonly paths: readonly string[];\n}\n`,
      },
      {
        path: 'src/flags/command-flags.ts',
        edit: (text) =>
          `${text}\nexport const ${camel}Options = {} as const satisfies Readonly<Record<string, OptionSpec>>;\n`,
      },
      {
        path: 'src/cli.ts',
        edit: (text) => {
          const typed = inList(text, 'import type {\n  ApplyOptions', `${pascal}Options,`);
          const withFlags = inList(typed, 'import {\n  dryRunOptions', `${camel}Options,`);
          return inList(
            withFlags,
            'export const commands',
            `{
    name: '${kebab}',
    takes: '[paths..]',
    describe: 'TODO',
    options: ${camel}Options,
    run: async (values, io) => (await import('./commands/${kebab}.ts')).${camel}(values as unknown as ${pascal}Options, io),
  },`,
          );
        },
      },
      {
        path: `test/e2e/${kebab}.test.ts`,
        create: `import { expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { temporaryFolder } from '../support/repository.ts';

test('shows its paths', () => {
  expect(codemod(temporaryFolder(), ['${kebab}', 'a.py'])).toMatchObject({ exitCode: 0, stdout: 'a.py\\n' });
});
`,
      },
      { path: 'docs/usage.md', edit: withSection(kebab, '## Streams') },
    ],
    next: [`npm test -- test/e2e/${kebab}.test.ts test/cli.test.ts`],
  };
}

function cases(language: string, kebab: string, extension: string, line: string): Change {
  return {
    path: `__testfixtures__/${language}/${kebab}/cases.md`,
    create: `# ${language}/${kebab}\n\n## nothing-legacy\n\n\`\`\`${extension}\n${line}\n\`\`\`\n`,
  };
}

/** The module with one more import, behind the last one. */
function withImport(text: string, name: string, from: string): string {
  const end = [...text.matchAll(/^(?:import [^;]*|\} from '[^']*');\n/gm)].at(-1);
  if (end === undefined) throw new Error('the module has no import that another could stand behind');
  const at = end.index + end[0].length;
  return `${text.slice(0, at)}import { ${name} } from '${from}';\n${text.slice(at)}`;
}

/** The text with one more item at the end of the first list, object or import behind the anchor. */
function inList(text: string, anchor: string, item: string): string {
  const start = text.indexOf(anchor);
  const open = start < 0 ? -1 : text.slice(start).search(/= \[|= \{|^import [^\n]*\{$/m);
  if (open < 0) throw new Error(`nothing begins with ${anchor}: scripts/scaffold.ts has to follow the code`);
  const rest = text.slice(start + open);
  // A list on one line ends on it; a longer one ends with a line that begins with its bracket.
  const [firstLine = ''] = rest.split('\n', 1);
  const inline = /,? ?[\]}](?= as const|;| from)/.exec(firstLine);
  const end = inline ?? /^[\]}]/m.exec(rest);
  if (!end) throw new Error(`nothing ends what begins with ${anchor}`);
  const at = start + open + end.index;
  return inline
    ? `${text.slice(0, at)}, ${item.replace(/,$/, '')}${text.slice(at).replace(/^,/, '')}`
    : `${text.slice(0, at)}  ${item}\n${text.slice(at)}`;
}

function replaceOnce(text: string, pattern: RegExp, by: string): string {
  if (!pattern.test(text)) throw new Error(`nothing matches ${pattern}: scripts/scaffold.ts has to follow the code`);
  return text.replace(pattern, by);
}

/** A section with a sentence to be written, in front of a heading or at the end. */
function withSection(title: string, before?: string, level = '##'): (text: string) => string {
  const section = `${level} ${title}\n\nTODO\n`;
  return (text) => {
    if (before === undefined) return `${text.trimEnd()}\n\n${section}`;
    if (!text.includes(`\n${before}\n`)) throw new Error(`no heading is called ${before}`);
    return text.replace(`\n${before}\n`, () => `\n${section}\n${before}\n`);
  };
}
