import path from 'node:path';
import { growthOf } from './growth-run.ts';
import { hostileTexts } from './hostile-texts.ts';
import type { HostileText } from './hostile-texts.ts';

/**
 * Files made of one token each, over and over, between imports of a legacy module: reading four times as much may take
 * little more than four times as long. Prints what does not, or what fails.
 * Usage: npm run growth [-- --size CHARACTERS] [-- --only PART_OF_A_NAME] [-- --part K/N] [-- --all] [-- --command ARGUMENTS]
 * `--command 'audit --tests'` runs that command instead of making a Plan; `--at app/old.py` makes that file of the texts of its kind.
 */
const argument = (name: string): string | undefined =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const size = Number(argument('--size') ?? 77_000);
const only = argument('--only');
const command = argument('--command')?.split(' ');
const [part = 1, parts = 1] = (argument('--part') ?? '1/1').split('/').map(Number);

const at = argument('--at');

const chosen = placed([...hostileTexts()]).filter(
  ({ name }, k) => k % parts === part - 1 && (only === undefined || name.includes(only)),
);
let bad = 0;
for await (const { name, times, failure, isBad } of growthOf(chosen, size, command)) {
  if (isBad) bad++;
  if (!isBad && !process.argv.includes('--all')) continue;
  const shown = times.map((time) => `${Math.round(time)} ms`).join(' → ');
  process.stdout.write(`${isBad ? 'BAD ' : ''}${name}: ${shown} ${failure ?? ''}\n`);
}
process.stdout.write(`${bad} grow faster than their size\n`);
process.exitCode = bad === 0 ? 0 : 1;

/** The texts, or those that fit the file that is asked for, in it. */
function placed(texts: readonly HostileText[]): readonly HostileText[] {
  if (at === undefined) return texts;
  return texts.filter(({ file }) => path.extname(file) === path.extname(at)).map((text) => ({ ...text, file: at }));
}
