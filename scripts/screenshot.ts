/**
 * `npm run screenshot`: docs/images/review.png, the review packet of the repository in examples/websocket-managers as Chromium
 * shows it, and docs/images/terminal.png, a dry-run there in a terminal. `npm run screenshot -- FOLDER [REPORT.html]`: the packet, or another one, in the widths of a desktop, a tablet and a
 * phone, light and dark, each view and as it is printed, to be looked at.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const project = fileURLToPath(new URL('../../', import.meta.url));
const [target, given] = process.argv.slice(2);

/** The packet of the example, in a folder of its own. */
function exampleReport(folder: string): string {
  cpSync(path.join(project, 'examples/websocket-managers'), folder, { recursive: true });
  const page = path.join(folder, 'review.html');
  const { status } = spawnSync(
    process.execPath,
    [path.join(project, 'dist/cli/bin.js'), '--format', 'html', '-q', '-o', page],
    { cwd: folder, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error(`the report ended with ${String(status)}`);
  return page;
}

/** The colours of a terminal, by the codes that the program uses. */
const colors: Readonly<Record<string, string>> = {
  1: 'font-weight:bold',
  31: 'color:#ff8f88',
  32: 'color:#8ddb9c',
  36: 'color:#7cc7e8',
};

/** A terminal with what a command prints. */
function terminalPage(folder: string): string {
  const line = ['dry-run', 'netra_backend/app/agents', '--color', 'always'];
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(project, 'dist/cli/bin.js'), ...line], {
    cwd: folder,
    encoding: 'utf8',
  });
  const escaped = `${stdout}\n${stderr}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const parts = escaped.split(new RegExp(`${String.fromCharCode(27)}\\[(\\d+)m`));
  const colored = parts.map((part, k) =>
    k % 2 === 0 ? part : colors[part] === undefined ? '</span>' : `<span style="${colors[part]}">`,
  );
  return `<body style="margin:0;background:#1b1e22;color:#e4e6e9;padding:18px 22px;font:13px/1.45 'DejaVu Sans Mono',monospace"><pre style="margin:0;font:inherit">$ ssot-codemod ${line.slice(0, -2).join(' ')}\n${colored.join('')}</pre>`;
}

const sizes = { desktop: [1440, 900], tablet: [768, 1024], phone: [390, 844] } as const;

/** Every view in every size. */
async function shootAll(browser: Browser, report: string, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  for (const [name, [width, height]] of Object.entries(sizes))
    for (const colorScheme of ['light', 'dark'] as const) {
      const view = await browser.newPage({ viewport: { width, height }, colorScheme });
      const shoot = (what: string): Promise<Buffer> =>
        view.screenshot({ path: path.join(out, `${name}-${colorScheme}-${what}.png`) });
      await view.goto(`file://${report}`);
      await view.waitForSelector('html[data-ready]');
      await shoot('shapes');
      await view.keyboard.press('a');
      const row = view.locator('.row:not(.heading)').first();
      if (await row.isVisible()) await row.click();
      await shoot('shape');
      for (const tab of ['files', 'left', 'imports', 'about']) {
        await view.click(`#tab-${tab}`);
        await shoot(tab);
      }
      if (colorScheme === 'light' && name === 'desktop') {
        await view.click('#tab-files');
        await view.click('text=Side by side');
        await shoot('split');
        await view.evaluate("dispatchEvent(new Event('beforeprint'))");
        await view.emulateMedia({ media: 'print' });
        await shoot('print');
      }
      await view.close();
    }
}

const folder = mkdtempSync(path.join(tmpdir(), 'ssot-codemod-screenshot-'));
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
try {
  const report = given === undefined ? exampleReport(folder) : path.resolve(given);
  if (target === undefined) {
    const image = path.join(project, 'docs/images/review.png');
    const view = await browser.newPage({ viewport: { width: 1200, height: 640 }, colorScheme: 'light' });
    await view.goto(`file://${report}`);
    await view.waitForSelector('html[data-ready]');
    await view.locator('.row').last().click();
    mkdirSync(path.dirname(image), { recursive: true });
    await view.screenshot({ path: image });
    const terminal = await browser.newPage({ viewport: { width: 1000, height: 100 } });
    await terminal.setContent(terminalPage(folder));
    await terminal.screenshot({ path: path.join(project, 'docs/images/terminal.png'), fullPage: true });
  } else await shootAll(browser, report, path.resolve(target));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
