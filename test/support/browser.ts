import { spawnSync } from 'node:child_process';
import { afterAll } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onlyWhere } from './only-where.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const executable = names
  .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
  .find((file) => file !== '');

/** Tests that need a browser. */
export const withBrowser = onlyWhere(executable !== undefined);

let browser: Browser | undefined;
afterAll(async () => {
  await browser?.close();
});

/** A page, and what it complained of: errors, and what its policy kept from happening. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Addresses that it asked for, besides its own. */
  readonly requests: readonly string[];
}

/** Open a file, and wait until the report shows. */
export async function openReport(file: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  browser ??= await chromium.launch({
    executablePath: executable ?? '',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) requests.push(request.url());
  });
  await page.goto(`file://${file}`);
  await page.waitForSelector('html[data-ready]');
  return { page, complaints, requests };
}
