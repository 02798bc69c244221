import type { Reporter } from './report-format.ts';

type Format = 'json' | 'jsonl' | 'markdown' | 'html' | 'sarif' | 'github';

/** The formats of `--format`, but for `text`, which each command writes in its own way. Loaded when one is asked for. */
const reporters: Readonly<Record<Format, () => Promise<Reporter>>> = {
  json: async () => (await import('./json.ts')).json,
  jsonl: async () => (await import('./json.ts')).jsonl,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html/html.ts')).html,
  sarif: async () => {
    const [{ sarif }, { allFindings, rulesOf }] = await Promise.all([
      import('./sarif.ts'),
      import('../check/import-findings.ts'),
    ]);
    return (plan, { rootPath, version }) => {
      const findings = allFindings(plan, rootPath);
      return sarif(findings, rulesOf(findings), version);
    };
  },
  github: async () => {
    const [{ github }, { allFindings }] = await Promise.all([
      import('./github.ts'),
      import('../check/import-findings.ts'),
    ]);
    return (plan, { rootPath }) => github(allFindings(plan, rootPath).filter(({ severity }) => severity !== 'note'));
  },
};

export function loadReporter(format: Format): Promise<Reporter> {
  return reporters[format]();
}
