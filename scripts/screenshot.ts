/**
 * `npm run screenshot`: docs/images/review.png, the review packet of the repository in examples/websocket-managers as Chromium
 * shows it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const project = fileURLToPath(new URL('../../', import.meta.url));
const image = path.join(project, 'docs/images/review.png');
const folder = mkdtempSync(path.join(tmpdir(), 'ssot-codemod-screenshot-'));
try {
  cpSync(path.join(project, 'examples/websocket-managers'), folder, { recursive: true });
  const page = path.join(folder, 'review.html');
  const { status } = spawnSync(
    process.execPath,
    [path.join(project, 'dist/cli/bin.js'), '--format', 'html', '-q', '-o', page],
    { cwd: folder, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error(`the report ended with ${String(status)}`);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const view = await browser.newPage({ viewport: { width: 1200, height: 640 }, colorScheme: 'light' });
  await view.goto(`file://${page}`);
  await view.waitForSelector('html[data-ready]');
  await view.locator('.row').last().click();
  mkdirSync(path.dirname(image), { recursive: true });
  await view.screenshot({ path: image });
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
