import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/cli.ts';
import { ExitCode } from '../../src/model/exit-code.ts';

const doc = readFileSync(fileURLToPath(new URL('../../docs/usage.md', import.meta.url)), 'utf8');

/** The flags in the first column of the tables below a heading, each as `--name`, or `-n --name` with its short form. */
function flagsBelow(heading: string): string[] {
  const section = doc.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| (`-[^|]+?) +\|/gm)].map(([, cell = '']) =>
    [...cell.matchAll(/(?<=`|^)--?[a-z][a-z-]*/g)].map(([flag]) => flag).join(' '),
  );
}

const shared = flagsBelow('Flags of all commands that look at files');
const ofReports = flagsBelow('Flags of all commands that report');
const ofEdits = flagsBelow('Flags of all commands that make edits');

describe('docs/usage.md', () => {
  test.each(commands.map((command) => [command.name, command] as const))('has the flags of %s', (name, { options }) => {
    const flags = Object.entries(options).map(([flag, { alias, type, default: fallback }]) => {
      const long = `--${type === 'boolean' && fallback === true ? 'no-' : ''}${flag}`;
      return alias === undefined ? long : `-${alias} ${long}`;
    });
    const common = [
      ...('files-from' in options ? shared : []),
      ...('files-from' in options && 'format' in options ? ofReports : []),
      ...('no-review' in options ? ofEdits : []),
    ];
    expect([...common, ...flagsBelow(name)].toSorted()).toEqual(flags.toSorted());
  });

  test('lists the commands and the exit codes', () => {
    for (const { name } of commands) expect(doc).toMatch(new RegExp(`^\\| \`${name}\` +\\| \\S`, 'm'));
    for (const code of Object.values(ExitCode)) expect(doc).toMatch(new RegExp(`^\\| ${code} +\\| \\S`, 'm'));
  });
});
