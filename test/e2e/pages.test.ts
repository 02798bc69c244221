import { expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';

const files = {
  'ssot.config.json': JSON.stringify({
    javascript: {
      map: [
        { canonical: 'site/new', legacy: ['site/lib/old'] },
        { canonical: './site/new.css', legacy: ['./site/lib/old.css'], replaces: true },
        { canonical: 'new-package', legacy: ['old-package'], external: true, absent: 'ok' },
      ],
    },
  }),
  'site/new.js': 'export const x = 1;\n',
  'site/lib/old.js': "export * from '../new';\n",
  'site/new.css': 'a {}\n',
  'site/lib/old.css': 'a {}\n',
};

/** The pages and styles that a dry-run lists, beside one of that name. */
function listed(name: string, text: string, ...flags: readonly string[]): string {
  return codemod(makeFolder({ ...files, [name]: text }), ['dry-run', '-v', ...flags]).stderr;
}

test.each([
  ['site/module.html', '<script type="module" src="./lib/old.js"></script>\n'],
  ['site/beside.html', '<script type=module src=lib/old.js></script>\n'],
  ['index.html', '<script type="module" src="/site/lib/old.js"></script>\n'],
  ['site/inside.html', '<script type="module">import { x } from "/lib/old.js";</script>\n'],
  ['site/a.css', '@import url(lib/old.css);\n'],
  ['site/b.scss', "@import './lib/old.css';\n"],
  ['site/page.astro', "---\nimport { x } from './lib/old';\n---\n<p>{x}</p>\n", 'Astro', '--carriers astro'],
  ['site/page.mdx', "import { x } from 'old-package/sub';\n\n# {x}\n", 'MDX', '--carriers mdx'],
])(
  'a dry-run counts %s, which names a legacy module',
  (name, text, kind = 'HTML or CSS', advice = 'change them by hand') => {
    expect(listed(name, text)).toContain(`Also named in 1 ${kind} file: ${advice}\n  ${name}\n`);
    expect(listed(name, text, '--exclude', '**/*.{html,css,scss,astro,mdx}')).not.toContain('Also named');
  },
);

test.each([
  ['site/other.html', '<script type="module" src="./lib/older.js" class="old"></script>\n<p>lib/old.js</p>\n'],
  ['site/canonical.html', '<script type="module" src="./new.js"></script>\n'],
  ['site/a.css', '@import url(elsewhere/old.css);\n'],
  ['site/text.txt', '"./lib/old.js"\n'],
])('but not %s, which names none', (name, text) => {
  expect(listed(name, text)).not.toContain('Also named');
});

test('one that the configuration includes is skipped with its place instead', () => {
  const text = "---\nimport { x } from './lib/old';\n---\n";
  const { stderr } = codemod(makeFolder({ ...files, 'site/page.astro': text }), [
    'dry-run',
    '--include',
    '**/*.{astro,js}',
  ]);
  expect(stderr).toContain('site/page.astro:2:19 unknown-language');
  expect(stderr).not.toContain('Also named');
});
