/** `npm run corpus -- OUT FILES [SEED]`: write a made repository to measure and test with. */
import { existsSync, readdirSync } from 'node:fs';
import { writeCorpus } from './corpus.ts';

const [folder, files = '10000', seed = '1'] = process.argv.slice(2);
if (folder === undefined || !/^\d+$/.test(files) || Number(files) < 60 || !/^\d+$/.test(seed)) {
  process.stderr.write('usage: npm run corpus -- OUT [FILES, at least 60] [SEED]\n');
  process.exitCode = 2;
} else if (existsSync(folder) && readdirSync(folder).length > 0) {
  process.stderr.write(`${folder} is not empty\n`);
  process.exitCode = 2;
} else {
  const { bytes, statements, legacyNames, ...corpus } = writeCorpus(folder, Number(files), Number(seed));
  process.stdout.write(
    `${corpus.files} files, ${Math.round(bytes / 1e6)} MB, ${statements} statements, ${legacyNames} legacy names\n`,
  );
}
