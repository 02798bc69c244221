import { describe, expect, test } from '@jest/globals';
import { completeConfig, presetLayers } from '../../src/config/complete-config.ts';
import type { UserConfig } from '../../src/model/config.ts';
import { guideline } from '../../src/report/guideline.ts';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const of = (config: UserConfig): string =>
  guideline(completeConfig('/', 'ssot.config.json', [...presetLayers(config.extends ?? [], ''), { name: '', config }]));

describe('the guideline', () => {
  test('says for each canonical path what to write and what not', () => {
    const text = of({
      python: {
        map: [
          { canonical: 'app.unified:Manager', legacy: ['app.old:Manager', 'app:Boss'] },
          { canonical: 'app.unified:Manager', legacy: ['app.other:Thing'], replaces: true },
          { canonical: 'app.events', legacy: ['app.core.events'] },
          { canonical: 'app.names:*', legacy: ['app.oldnames:*'] },
        ],
        unmapped: ['app.old:Other'],
      },
      javascript: {
        map: [
          { canonical: '@/ws#Socket', legacy: ['@/old/ws#default'] },
          { canonical: '@/ws#default', legacy: ['./src/legacy/ws#Main'] },
          { canonical: '@/ws', legacy: ['@/services/ws'] },
        ],
      },
    });
    expect(text).toContain(
      [
        '### `app.unified:Manager`',
        '',
        '```python',
        'from app.unified import Manager',
        '```',
        '',
        'Not:',
        '',
        '- `app.old:Manager`',
        '- `app:Boss`',
        '- `app.other:Thing` (another object, which this one replaces)',
        '',
      ].join('\n'),
    );
    expect(text.match(/^### `app\.unified:Manager`$/gm)).toHaveLength(1);
    for (const statement of [
      'import app.events',
      'from app.names import name',
      "import { Socket } from '@/ws';",
      "import name from '@/ws';",
      "import { name } from '@/ws';",
    ])
      expect(text).toContain(`\n${statement}\n\`\`\`\n`);
    expect(text).toContain('### Not decided yet');
    expect(text).toContain('- `app.old:Other`');
  });

  test('says how to move, how it is checked and how to let one be', () => {
    const text = of({ python: { map: [{ canonical: 'a:B', legacy: ['c:B'] }] } });
    for (const words of [
      'ssot-codemod apply',
      'ssot-codemod check --staged',
      '--baseline',
      '# ssot: allow[fragmented-import] ',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('JavaScript');
    expect(of({ javascript: { map: [{ canonical: 'a#B', legacy: ['c#B'] }] } })).toContain('// ssot: allow[');
  });

  test('holds no markup of the Map', () => {
    const text = of({ javascript: { map: [{ canonical: 'a`b|c<img>\n```\n#X', legacy: ['](x)@everyone\u001b#Y'] }] } });
    const outsideCode = text.replace(/^(`{3,}).*?^\1$/gms, '').replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    expect(outsideCode).not.toMatch(/<img|@everyone|[^\P{Cc}\n]/u);
  });
});

test('docs prints it for the configuration, or for a preset, the same each time', () => {
  const folder = makeFolder(smallRepository);
  const run = codemod(folder, ['docs']);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toContain('### `app.core.unified:Manager`');
  expect(codemod(folder, ['docs']).stdout).toBe(run.stdout);
  const preset = codemod(makeFolder({}), ['docs', '--preset', 'websocket-manager']);
  expect(preset.stdout).toContain('UnifiedWebSocketManager');
  expect(codemod(makeFolder({}), ['docs']).exitCode).toBe(2);
  expect(codemod(folder, ['docs', 'app']).exitCode).toBe(2);
});
