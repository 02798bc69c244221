import { growthOf } from './growth-run.ts';
import { hostileTexts } from './hostile-texts.ts';

/**
 * Files made of one token each, over and over, between imports of a legacy module: reading four times as much may take
 * little more than four times as long. Prints what does not, or what fails.
 * Usage: npm run growth [-- --size CHARACTERS] [-- --only PART_OF_A_NAME] [-- --part K/N] [-- --all]
 */
const argument = (name: string): string | undefined =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const size = Number(argument('--size') ?? 77_000);
const only = argument('--only');
const [part = 1, parts = 1] = (argument('--part') ?? '1/1').split('/').map(Number);

const chosen = [...hostileTexts()].filter(
  ({ name }, k) => k % parts === part - 1 && (only === undefined || name.includes(only)),
);
let bad = 0;
for await (const { name, times, failure, isBad } of growthOf(chosen, size)) {
  if (isBad) bad++;
  if (!isBad && !process.argv.includes('--all')) continue;
  const shown = times.map((time) => `${Math.round(time)} ms`).join(' → ');
  process.stdout.write(`${isBad ? 'BAD ' : ''}${name}: ${shown} ${failure ?? ''}\n`);
}
process.stdout.write(`${bad} grow faster than their size\n`);
process.exitCode = bad === 0 ? 0 : 1;
