import type { Finding } from '../model/finding.ts';
import type { Reporter } from './report-format.ts';

type Format = 'json' | 'jsonl' | 'markdown' | 'html' | 'sarif' | 'github' | 'rdjson' | 'gitlab' | 'junit';

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
  github: () => ofFindings(async () => (await import('./github.ts')).github),
  rdjson: () => ofFindings(async () => (await import('./rdjson.ts')).rdjson),
  gitlab: () => ofFindings(async () => (await import('./gitlab.ts')).gitlab),
  junit: () => ofFindings(async () => (await import('./junit.ts')).junit),
};

/** A reporter that shows the findings of a Plan, but for notes. */
async function ofFindings(load: () => Promise<(findings: readonly Finding[]) => string>): Promise<Reporter> {
  const [document, { allFindings }] = await Promise.all([load(), import('../check/import-findings.ts')]);
  return (plan, { rootPath }) => document(allFindings(plan, rootPath).filter(({ severity }) => severity !== 'note'));
}

export function loadReporter(format: Format): Promise<Reporter> {
  return reporters[format]();
}
