import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import type { ReportData } from '../../src/report/html/report-data.ts';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

/** The data that a review packet holds. */
function dataOf(file: string): ReportData {
  const [, packed = ''] = /<script type="application\/gzip" id="data">([^<]*)</.exec(readFileSync(file, 'utf8')) ?? [];
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString()) as ReportData;
}

const star = 'from app.core.manager import *  # all of it\r\n';
const repository = { ...smallRepository, 'app/star.py': star };

test('holds the source lines of what is left, made at once or from a saved plan', () => {
  const folder = makeFolder(repository);
  expect(codemod(folder, ['--format', 'html', '-q', '-o', 'at-once.html']).exitCode).toBe(0);
  expect(codemod(folder, ['plan', '--save', 'moves.plan', '-q']).exitCode).toBe(0);
  expect(codemod(folder, ['report', '--from', 'moves.plan', '--format', 'html', '-o', 'saved.html']).exitCode).toBe(0);
  for (const page of ['at-once.html', 'saved.html']) {
    const { files } = dataOf(path.join(folder, page));
    const left = files.find(({ path: file }) => file === 'app/star.py')?.left;
    expect(left).toMatchObject([{ reason: 'star-import', line: 1, source: star.trim() }]);
  }
});

test('says why each shape is as it is', () => {
  const folder = makeFolder(repository);
  codemod(folder, ['--format', 'html', '-q', '-o', 'page.html']);
  const { shapes } = dataOf(path.join(folder, 'page.html'));
  expect(shapes.length).toBeGreaterThan(0);
  for (const { because, tier } of shapes) expect([tier, because]).toEqual(['safe', expect.stringMatching(/\w \w/)]);
});
