import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Edit } from '../../../src/model/edit.ts';
import type { MapProblem } from '../../../src/model/map-problem.ts';
import type { Outcome, Plan, Summary } from '../../../src/model/outcome.ts';
import { html } from '../../../src/report/html/html.ts';
import { makeReportData } from '../../../src/report/html/make-report-data.ts';
import { openReport, withBrowser } from '../../support/browser.ts';
import { temporaryFolder } from '../../support/repository.ts';

const context = { command: 'dry-run', version: '1.2.3', rootPath: '' } as const;
const span = { line: 2, column: 1, endLine: 2, endColumn: 20 };
const edit: Edit = {
  ...{ ...span, transform: 'python/from-import', tier: 'safe', applied: true, from: 'old:A', to: 'new:B' },
  ...{
    uses: 'alias',
    because: '',
    reviews: [],
    chain: [],
    before: 'from old import A',
    after: 'from new import B as A',
  },
};

function diffOf(file: string, before: string, after: string): Uint8Array {
  const header = `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n`;
  return Buffer.from(`${header}@@ -1,3 +1,3 @@\n import os\n-${before}\n+${after}\n rest()\n`);
}

function changed(file: string, own: Partial<Edit> = {}): Outcome {
  const made = { ...edit, ...own };
  return {
    ...{ path: file, status: 'changed', edits: [made], refused: [], diagnostics: [], textEdits: [], hash: '' },
    ...{ lines: { added: 1, deleted: 1 }, diff: diffOf(file, made.before, made.after) },
    imports: { removed: ['old'], added: ['new'] },
  };
}

function planOf(outcomes: readonly Outcome[], owners?: Plan['owners']): Plan {
  const edits = outcomes.flatMap((outcome) => outcome.edits).length;
  const summary = { filesScanned: 20_000, filesChanged: outcomes.length, edits, refused: 1 } as Summary;
  const origin = { commandLine: 'ssot-codemod --format html', version: '1.2.3', mapHash: '0123456789abcdef' };
  return { outcomes, summary, origin, owners };
}

/** The page of a Plan in a file. */
function pageOf(plan: Plan): string {
  const file = path.join(temporaryFolder(), 'review.html');
  writeFileSync(file, html(plan, context));
  return file;
}

const small = planOf(
  [
    changed('app/a.py'),
    changed('app/b.py'),
    {
      ...changed('lib/c.py', {
        from: 'older:A',
        tier: 'review',
        because: 'older:A is x:A, a different object than new:B',
      }),
    },
    {
      ...{ path: 'lib/d.py', status: 'unchanged', edits: [], diagnostics: [] },
      refused: [
        { ...span, transform: 'python/star-import', reason: 'star-import', message: 'it is a star', from: 'old:*' },
      ],
    },
  ],
  { 'app/a.py': '@app', 'app/b.py': '@app' },
);

const many = planOf(
  Array.from({ length: 10_000 }, (_, k) =>
    changed(`packages/p${k % 97}/module_${k}/file_${k}.py`, {
      from: `old.m${k % 140}:A`,
      before: `from old.m${k % 140} import A # ${(k * 7919) % 10007}`,
    }),
  ),
);

describe('the file', () => {
  test('is at most twice the size of its data, compressed', () => {
    const data = gzipSync(JSON.stringify(makeReportData(many, context)), { level: 9 }).length;
    expect(html(many, context).length).toBeLessThan(2 * data);
  });

  test('names what may run by hash, and nothing that it would load', () => {
    const page = html(small, context);
    expect(page).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'">/,
    );
    expect(page).not.toMatch(/\b(?:src|href)=["']?(?:https?:|\/\/)/);
  });
});

withBrowser.describe('the page (needs chromium)', () => {
  test('shows what is wrong with the Map above all else', async () => {
    const problem: MapProblem = {
      ...{ kind: 'legacy-absent', section: 'python', path: 'odl:A', canonical: 'new:B', nearest: ['old:A'] },
      ...{ message: 'the legacy path odl:A names nothing', fix: 'take it out' },
    };
    const { page, complaints } = await openReport(pageOf({ ...small, problems: [problem] }));
    expect(await page.textContent('.map-problems summary')).toBe('1 problem of the Map');
    expect(await page.textContent('.map-problems li')).toBe(
      'python.map: the legacy path odl:A names nothing: did you mean old:A? (take it out)',
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('opens without a network, and shows the shape to look at first', async () => {
    const { page, complaints, requests } = await openReport(pageOf(small));
    expect(await page.textContent('h1')).toBe('Review of ssot-codemod dry-run');
    expect(await page.textContent('.row[aria-selected="true"] .badge')).toBe('review');
    expect(await page.textContent('.detail')).toContain('older:A → new:B');
    expect(await page.textContent('.detail .d2h-del .d2h-code-line-ctn')).toContain('from');
    expect([complaints, requests]).toEqual([[], []]);
    await page.close();
  });

  test('filters by text, tier, owner, directory, reason and shape', async () => {
    const { page } = await openReport(pageOf(small));
    await page.click('#tab-files');
    const files = (): Promise<string[]> => page.locator('#list-files .row .path').allTextContents();
    const by = async (name: string, value: string): Promise<string[]> => {
      await page.click('text=Clear');
      await page.selectOption(`#filter-${name}`, value);
      return files();
    };
    expect(await files()).toEqual(['app/a.py', 'app/b.py', 'lib/c.py', 'lib/d.py']);
    expect(await by('tier', 'review')).toEqual(['lib/c.py']);
    expect(await by('owner', '@app')).toEqual(['app/a.py', 'app/b.py']);
    expect(await by('owner', '-')).toEqual(['lib/c.py', 'lib/d.py']);
    expect(await by('directory', 'lib')).toEqual(['lib/c.py', 'lib/d.py']);
    expect(await by('reason', 'star-import')).toEqual(['lib/d.py']);
    const [shape = ''] = (await page.locator('#filter-shape option').allTextContents()).filter((text) =>
      text.endsWith(' old:A'),
    );
    expect(await by('shape', shape.split(' ')[0] ?? '')).toEqual(['app/a.py', 'app/b.py']);
    await page.click('text=Clear');
    await page.fill('#filter-text', 'B.PY');
    expect(await files()).toEqual(['app/b.py']);
    await page.fill('#filter-text', 'nowhere');
    expect(await page.textContent('[role=status]')).toBe('Nothing here matches the filters.');
    await page.close();
  });

  test('is used by keyboard alone', async () => {
    const { page } = await openReport(pageOf(small));
    await page.keyboard.press('/');
    await page.keyboard.type('app/');
    await page.keyboard.press('Escape');
    expect(await page.inputValue('#filter-text')).toBe('');
    expect(await page.evaluate('document.activeElement.id')).toBe('list-shapes');
    await page.keyboard.press('End');
    expect(await page.textContent('.row[aria-selected="true"] .badge')).toBe('safe');
    expect(await page.getAttribute('#list-shapes', 'aria-activedescendant')).toBe('list-shapes-1');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.className')).toBe('detail');
    await page.focus('#tab-shapes');
    await page.keyboard.press('ArrowRight');
    expect(await page.getAttribute('#tab-files', 'aria-selected')).toBe('true');
    await page.keyboard.press('ArrowRight');
    expect(await page.textContent('.row')).toContain('star-import');
    await page.close();
  });

  test('shows the files of a shape, their diffs in both ways, and gives its patch', async () => {
    const { page } = await openReport(pageOf(small));
    await page.click('.row:has-text("old:A")');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('text=Download the patch of this shape'),
    ]);
    const patch = readFileSync(await download.path(), 'utf8');
    expect(patch).toBe(
      [diffOf('app/a.py', edit.before, edit.after), diffOf('app/b.py', edit.before, edit.after)].join(''),
    );
    await page.click('text=Show 2 files');
    expect(await page.locator('#list-files .row').count()).toBe(2);
    await page.click('text=Side by side');
    expect(await page.locator('.d2h-file-side-diff').count()).toBe(2);
    await page.close();
  });

  test('keeps both sides of a diff level, and fits a narrow screen', async () => {
    const long = changed('app/a.py', { before: `from old import A  # ${'so '.repeat(100)}` });
    const { page } = await openReport(pageOf(planOf([long])));
    await page.click('text=Side by side');
    const heights = (): Promise<number[][]> =>
      page.evaluate<number[][]>(
        "[...document.querySelectorAll('.d2h-file-side-diff')].map((side) => [...side.querySelectorAll('tr')].map((row) => row.clientHeight))",
      );
    const [left, right] = await heights();
    expect(left?.[2]).toBeGreaterThan(50);
    expect(right).toEqual(left);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.click('.row');
    await page.waitForFunction("document.querySelector('.detail').getBoundingClientRect().top < 400");
    const [narrowLeft, narrowRight] = await heights();
    expect(narrowLeft?.[2]).toBeGreaterThan(left?.[2] ?? 0);
    expect(narrowRight).toEqual(narrowLeft);
    await page.close();
  });

  test('shows paths in a list without a long beginning that they share', async () => {
    const { page } = await openReport(
      pageOf(planOf([changed('a.py', { from: 'package.part.old:A', to: 'package.part.new:B' }), changed('b.py')])),
    );
    expect(await page.locator('.row .move').allTextContents()).toEqual(['old:A → new:B', '…old:A → …new:B']);
    expect(await page.locator('.row .move').last().getAttribute('title')).toBe(
      'package.part.old:A → package.part.new:B',
    );
    await page.close();
  });

  test('shows what changes in the import graph', async () => {
    const { page } = await openReport(pageOf(small));
    await page.click('#tab-imports');
    expect(await page.locator('.wide tbody tr').allTextContents()).toEqual(['old−3', 'new+3']);
    expect(await page.textContent('.symbol figcaption')).toContain(
      '2 legacy paths, 3 imports; afterwards 3 on the canonical path, 0 left',
    );
    await page.close();
  });

  test('is dark where the system is, or where it is asked to be', async () => {
    const ground = 'getComputedStyle(document.body).backgroundColor';
    const dark = await openReport(pageOf(small), { colorScheme: 'dark' });
    const light = await openReport(pageOf(small), { colorScheme: 'light' });
    const [inDark, inLight] = [await dark.page.evaluate(ground), await light.page.evaluate(ground)];
    expect(inDark).not.toBe(inLight);
    await light.page.click('.theme');
    expect(await light.page.evaluate(ground)).toBe(inLight);
    await light.page.click('.theme');
    expect(await light.page.evaluate(ground)).toBe(inDark);
    await dark.page.close();
    await light.page.close();
  });

  test('prints every shape', async () => {
    const { page } = await openReport(pageOf(small));
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.panes')).toBe(false);
    expect(await page.locator('.print article:visible').count()).toBe(2);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await page.close();
  });

  /** The result of axe-core. */
  interface AxeResult {
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }

  test.each(['light', 'dark'] as const)('axe finds nothing serious in any view (%s)', async (colorScheme) => {
    const { page } = await openReport(pageOf(small), { colorScheme });
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await page.evaluate(axe);
    for (const tab of ['shapes', 'files', 'left', 'imports', 'about']) {
      await page.click(`#tab-${tab}`);
      const { violations } = await page.evaluate<AxeResult>('axe.run()');
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect([tab, serious.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([tab, []]);
    }
    await page.close();
  });

  test.each<[string, string]>([
    ['elements', '<img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>'],
    ['the end of the data', '</script><script>alert(1)</script><!--'],
    ['attributes', '" onmouseover="alert(1)" autofocus onfocus="alert(2)" x="'],
    ['quotes', `'"\`\${alert(1)}{{7*7}}{{{x}}}`],
    ['addresses', 'javascript:alert(1)//data:text/html,<script>alert(2)</script>'],
    ['headers of diffs', '-- a/x\n+++ b/y\n@@ -1 +1 @@\ndiff --git a/z b/z'],
    ['styles', '</style><style>*{display:none}</style>'],
    ['order of text', '\u202e<b>\u2066\u0000\u001b[31m'],
    ['prototypes', '__proto__'],
  ])('is not fooled by %s', async (_, text) => {
    const hostile = planOf(
      [
        changed(text, { from: text, to: text, before: text, after: `${text}${text}` }),
        changed(`${text}/b`, { from: text, because: text, tier: 'review', transform: text }),
        {
          ...{ path: `${text}/c`, status: 'failed', error: text, edits: [] },
          refused: [{ ...span, transform: text, reason: 'star-import', message: text, from: text }],
          diagnostics: [{ ...span, ruleId: text, severity: 'note', message: text }],
        },
      ],
      { [text]: text, [`${text}/b`]: text },
    );
    const { page, complaints, requests } = await openReport(pageOf(hostile));
    const titles: (string | null)[] = [];
    for (const tab of ['shapes', 'files', 'left', 'imports', 'about']) {
      await page.click(`#tab-${tab}`);
      for (const row of await page.locator('.row').all()) await row.click();
      for (const one of await page.locator('[title]').all()) titles.push(await one.getAttribute('title'));
    }
    await page.click('text=Side by side');
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(
      await page
        .locator(
          'img, svg:not(.d2h-icon), iframe, script:not(#data):not([type=module]), a[href], [onerror], [onmouseover]',
        )
        .count(),
    ).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.isVisible('h1')).toBe(true);
    for (const shown of [await page.textContent('body'), ...titles])
      expect(shown).not.toMatch(/[\u202e\u2066]|(?![\t\n\r])\p{Cc}/u);
    expect([complaints, requests]).toEqual([[], []]);
    await page.close();
  });

  test('shows 10,000 files within a second, and filters them within a tenth', async () => {
    const file = pageOf(many);
    const { page } = await openReport(file);
    const first = Number(await page.getAttribute('html', 'data-ready'));
    await page.click('#tab-files');
    const times = await page.evaluate<number[]>(`(() => {
      const input = document.getElementById('filter-text');
      return ['p', 'p9', 'file_99', 'old.m7', ''].map((text) => {
        const start = performance.now();
        input.value = text;
        input.dispatchEvent(new Event('input'));
        document.body.getBoundingClientRect();
        return performance.now() - start;
      });
    })()`);
    expect(await page.locator('#list-files .row').count()).toBeLessThan(60);
    expect(first).toBeLessThan(1000);
    expect(Math.max(...times)).toBeLessThan(100);
    await page.close();
  });
});
