import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Edit } from '../../../src/model/edit.ts';
import type { MapProblem } from '../../../src/model/map-problem.ts';
import type { Outcome, Plan, Summary } from '../../../src/model/outcome.ts';
import { html } from '../../../src/report/html/html.ts';
import type { ReportContext } from '../../../src/report/report-format.ts';
import { makeReportData } from '../../../src/report/html/make-report-data.ts';
import { openReport, withBrowser } from '../../support/browser.ts';
import { temporaryFolder } from '../../support/repository.ts';

const context = { command: 'dry-run', version: '1.2.3', rootPath: '' } as const;
const span = { line: 2, column: 1, endLine: 2, endColumn: 20 };
const edit: Edit = {
  ...{ ...span, transform: 'python/from-import', tier: 'safe', applied: true, from: 'old:A', to: 'new:B' },
  ...{
    uses: 'alias',
    because: 'old:A leads to new:B',
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
function pageOf(plan: Plan, more: Partial<ReportContext> = {}): string {
  const file = path.join(temporaryFolder(), 'review.html');
  writeFileSync(file, html(plan, { ...context, ...more }));
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

/** One with every tier, and the source lines of what was left. */
const withDeclared = planOf(
  [
    ...small.outcomes.map((outcome): Outcome =>
      outcome.path === 'lib/d.py' ? { ...outcome, leftLines: { 2: 'from old import *  # "all"' } } : outcome,
    ),
    changed('web/e.ts', {
      ...{ from: './old#A', to: './new#B', tier: 'declared', because: 'the Map says that ./new#B replaces ./old#A' },
      ...{ before: "import { A } from './old'", after: "import { B as A } from './new'" },
    }),
  ],
  small.owners,
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

  test('shows what programs still use, by day and by place', async () => {
    const site = { line: 3, legacy: 'old:A', kind: 'planned', processes: 1, last: '2026-01-02' } as const;
    const hits = {
      ...{ processes: 2, unreadable: 0, neverHit: [{ path: 'lib/d.py', line: 1, legacy: 'old:A' }] },
      sites: [
        { ...site, path: 'app/a.py', hits: 4 },
        { ...site, path: '<b>x</b>.py', hits: 64, kind: 'outside' as const },
      ],
      days: [
        { day: '2026-01-01', sites: 2 },
        { day: '2026-01-02', sites: 1 },
      ],
    };
    const { page, complaints } = await openReport(pageOf(small, { hits }));
    const rows = (): Promise<string[]> => page.locator('.hits tbody tr').allInnerTexts();
    expect(await page.textContent('.hits')).toContain('2 places used legacy paths');
    expect(
      (await rows()).map((row) =>
        row
          .split('\t')
          .map((cell) => cell.trim())
          .filter(Boolean),
      ),
    ).toEqual([
      ['2026-01-01', '2'],
      ['2026-01-02', '1'],
      ['<b>x</b>.py:3', 'old:A', 'outside', '≥ 64'],
      ['app/a.py:3', 'old:A', 'planned', '≥ 4'],
    ]);
    expect(await page.locator('.hits meter').count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.close();
    const without = await openReport(pageOf(small));
    expect(await without.page.locator('.hits').count()).toBe(0);
    await without.page.close();
  });

  test('opens without a network, and shows the shape to look at first', async () => {
    const { page, complaints, requests } = await openReport(pageOf(small));
    expect(await page.textContent('h1')).toBe('Review of ssot-codemod dry-run');
    expect(await page.textContent('.row[aria-selected="true"] .badge')).toBe('review');
    expect(await page.textContent('.detail')).toContain('older:A → new:B');
    expect(await page.textContent('.detail .diff .code.old')).toContain('from');
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
    expect(await files()).toEqual(['lib/c.py', 'app/a.py', 'app/b.py']);
    expect(await by('tier', 'review')).toEqual(['lib/c.py']);
    expect(await by('owner', '@app')).toEqual(['app/a.py', 'app/b.py']);
    expect(await by('owner', '-')).toEqual(['lib/c.py']);
    expect(await by('directory', 'lib')).toEqual(['lib/c.py']);
    // Nothing else is to be done in its file, which is no file of the change.
    expect(await by('reason', 'star-import')).toEqual([]);
    expect(await page.textContent('#tab-left')).toBe('Left alone 1');
    const [shape = ''] = (await page.locator('#filter-shape option').allTextContents()).filter((text) =>
      text.endsWith(' old:A'),
    );
    expect(await by('shape', shape.split(' ')[0] ?? '')).toEqual(['app/a.py', 'app/b.py']);
    await page.click('text=Clear');
    await page.fill('#filter-text', 'B.PY');
    expect(await files()).toEqual(['app/b.py']);
    await page.fill('#filter-text', 'nowhere');
    expect(await page.textContent('.nothing')).toBe('Nothing here matches the filters.');
    await page.close();
  });

  test('shows first what only the Map makes right, and why each shape is as it is', async () => {
    const { page } = await openReport(pageOf(withDeclared));
    expect(await page.locator('#list-shapes .heading').allTextContents()).toEqual([
      'Right because the Map says so · 1',
      'For review · 1',
      'Proven to keep behaviour · 1',
    ]);
    const because: (string | null)[] = [];
    for (const row of await page.locator('.row:not(.heading)').all()) {
      await row.click();
      because.push(await page.textContent('.because'));
    }
    expect(because).toEqual([
      'Right because the Map says so. At web/e.ts:2: the Map says that ./new#B replaces ./old#A',
      'For review. At lib/c.py:2: older:A is x:A, a different object than new:B',
      'Proven to keep behaviour. old:A leads to new:B',
    ]);
    expect(await page.textContent('.summary .declared')).toBe(
      '1 edit of 1 shape is right only because the Map says so.',
    );
    await page.click('#tab-files');
    expect(await page.textContent('.row[aria-selected="true"]')).toMatch(/^web\/e\.tsdeclared/);
    await page.close();
  });

  test('counts the same in the header, in the tabs and in the lists', async () => {
    const { page } = await openReport(pageOf(withDeclared));
    expect(await page.locator('.figures div').allTextContents()).toEqual([
      'shapes3',
      'files4',
      'edits4',
      'left alone1',
    ]);
    expect(await page.locator('[role=tab]').allTextContents()).toEqual([
      ...['Shapes 3', 'Files 4', 'Left alone 1', 'Imports', 'About'],
    ]);
    for (const [tab, rows] of [
      ['shapes', 3],
      ['files', 4],
      ['left', 1],
    ] as const) {
      await page.click(`#tab-${tab}`);
      expect([tab, await page.locator('.row:not(.heading)').count()]).toEqual([tab, rows]);
    }
    await page.close();
  });

  test('keeps what was viewed and accepted, and gives one command for it', async () => {
    const file = pageOf(withDeclared);
    const { page, complaints } = await openReport(file);
    const ids = await page.locator('.row .id').allTextContents();
    expect(await page.textContent('.review-bar .state')).toBe('0 of 3 shapes viewed, 0 accepted');
    await page.keyboard.press('a');
    await page.keyboard.press('j');
    await page.keyboard.press('v');
    await page.keyboard.press('j');
    await page.check('.detail label:has-text("Accept") input');
    expect(await page.textContent('.review-bar .state')).toBe('3 of 3 shapes viewed, 2 accepted');
    expect(await page.textContent('.review-bar .command')).toBe(`ssot-codemod review --accept ${ids[0]},${ids[2]}`);
    await page.click('#tab-files');
    await page.keyboard.press('v');
    await page.reload();
    await page.waitForSelector('html[data-ready]');
    expect(await page.textContent('.review-bar .state')).toBe('3 of 3 shapes viewed, 2 accepted');
    expect(await page.locator('.mark').allTextContents()).toEqual(['✓ viewed']);
    await page.click('text=Clear marks');
    expect(await page.textContent('.review-bar .state')).toBe('0 of 3 shapes viewed, 0 accepted');
    expect(await page.locator('.mark').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('has addresses for a shape, a file and a line', async () => {
    const file = pageOf(withDeclared);
    const { page } = await openReport(file);
    await page.click('.row:has-text("old:A → new:B")');
    const address = page.url();
    expect(address).toMatch(/#shape=[0-9a-z]{8}$/);
    await page.click('.detail h3 .place-link');
    expect(page.url()).toMatch(/#file=app%2Fa\.py:2$/);
    expect(await page.getAttribute('#tab-files', 'aria-selected')).toBe('true');
    expect(await page.locator('tr.pointed .code').first().textContent()).toBe('-from old import A');
    const other = await openReport(`${file}${new URL(address).hash}`);
    expect(await other.page.textContent('.detail h2')).toBe('old:A → new:B');
    const left = await openReport(`${file}#file=lib%2Fd.py:2`);
    expect(await left.page.textContent('.detail li.pointed')).toContain('star-import');
    const wrong = await openReport(`${file}#file=%E0%A4%A`);
    expect(wrong.complaints).toEqual([]);
    for (const opened of [page, other.page, left.page, wrong.page]) await opened.close();
  });

  test('shows the source lines of what is left, by reason, with the colours of their syntax', async () => {
    const { page } = await openReport(pageOf(withDeclared));
    await page.click('#tab-left');
    expect(await page.textContent('.row .source')).toBe('from old import *  # "all"');
    expect(await page.locator('.row .syntax-keyword').allTextContents()).toEqual(['from', 'import']);
    expect(await page.locator('.row .syntax-comment').textContent()).toBe('# "all"');
    expect(await page.textContent('.commands')).toBe('ssot-codemod explain lib/d.py:2');
    await page.fill('#filter-text', '"ALL"');
    expect(await page.textContent('#tab-left')).toBe('Left alone 1');
    await page.close();
  });

  test('finds shapes by their files', async () => {
    const { page } = await openReport(pageOf(withDeclared));
    await page.fill('#filter-text', 'lib/c');
    expect(await page.locator('.row .move').allTextContents()).toEqual(['older:A → new:B']);
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
    expect(await page.getAttribute('#list-shapes', 'aria-activedescendant')).toBe('list-shapes-3');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.className')).toBe('detail');
    await page.focus('#tab-shapes');
    await page.keyboard.press('ArrowRight');
    expect(await page.getAttribute('#tab-files', 'aria-selected')).toBe('true');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.row').allTextContents()).toEqual([
      'star-import · 1',
      expect.stringContaining('lib/d.py:2'),
    ]);
    await page.keyboard.press('j');
    expect(await page.textContent('.detail')).toContain('it is a star');
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
    expect(await page.locator('.diff.split').count()).toBe(1);
    await page.close();
  });

  test('keeps both sides of a diff level, and fits a narrow screen', async () => {
    const long = changed('app/a.py', { before: `from old import A  # ${'so '.repeat(100)}` });
    const { page } = await openReport(pageOf(planOf([long])));
    await page.click('text=Side by side');
    const heights = (): Promise<number[][]> =>
      page.evaluate<number[][]>(
        "[2, 4].map((column) => [...document.querySelectorAll('.diff.split tr:not(.hunk)')].map((row) => row.children[column - 1].clientHeight))",
      );
    const [left, right] = await heights();
    expect(left?.[1]).toBeGreaterThan(50);
    expect(right).toEqual(left);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect([await page.isVisible('.folded .choices'), await page.isVisible('.detail')]).toEqual([false, false]);
    await page.click('.row:not(.heading)');
    expect([await page.isVisible('.side'), await page.isVisible('.detail')]).toEqual([false, true]);
    const [narrowLeft, narrowRight] = await heights();
    expect(narrowLeft?.[1]).toBeGreaterThan(left?.[1] ?? 0);
    expect(narrowRight).toEqual(narrowLeft);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.click('text=Back to the list');
    expect([await page.isVisible('.side'), await page.isVisible('.detail')]).toEqual([true, false]);
    await page.click('text=Filters');
    expect(await page.isVisible('.folded .choices')).toBe(true);
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

  test.each(['light', 'dark', 'print'] as const)('axe finds nothing in any view (%s)', async (look) => {
    const { page } = await openReport(pageOf(withDeclared), { colorScheme: look === 'dark' ? 'dark' : 'light' });
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await page.evaluate(axe);
    await page.keyboard.press('a');
    if (look === 'print') {
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.emulateMedia({ media: 'print' });
    }
    for (const tab of look === 'print' ? ['shapes'] : ['shapes', 'files', 'left', 'imports', 'about']) {
      if (look !== 'print') await page.click(`#tab-${tab}`);
      const { violations } = await page.evaluate<AxeResult>('axe.run()');
      expect([tab, violations.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([tab, []]);
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
      for (const row of await page.locator('.row:not(.heading)').all()) await row.click();
      for (const one of await page.locator('[title]').all()) titles.push(await one.getAttribute('title'));
    }
    await page.click('text=Side by side');
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(
      await page
        .locator(
          'img, svg, iframe, script:not(#data):not([type=module]), a:not([href^="#file="]):not([href^="#shape="]), [onerror], [onmouseover]',
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
    const paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    let [first, painted] = [Infinity, Infinity];
    // The least of three: other programs of the machine may delay one.
    for (let k = 0; k < 3 && Math.max(first, painted) >= 1000; k++) {
      if (k > 0) await page.reload();
      await page.waitForFunction(`${paint} !== undefined && document.documentElement.dataset.ready !== undefined`);
      first = Math.min(first, Number(await page.getAttribute('html', 'data-ready')));
      painted = Math.min(painted, await page.evaluate<number>(paint));
    }
    expect(painted).toBeLessThan(1000);
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
