import { below, findingsOf, rulesOf } from '../check/import-findings.ts';
import type { Plan } from '../model/outcome.ts';
import type { Finding } from '../model/finding.ts';
import { github } from './github.ts';
import { json, jsonl } from './json.ts';
import { markdown } from './markdown.ts';
import type { ReportContext, Reporter } from './report-format.ts';
import { sarif } from './sarif.ts';

/** The formats of `--format`, but for `text`, which each command writes in its own way. */
export const reporters: Readonly<Record<'json' | 'jsonl' | 'markdown' | 'sarif' | 'github', Reporter>> = {
  json,
  jsonl,
  markdown,
  sarif: (plan, context) => {
    const findings = allFindings(plan, context);
    return sarif(findings, rulesOf(findings), context.version);
  },
  github: (plan, context) => github(allFindings(plan, context).filter(({ severity }) => severity !== 'note')),
};

/** GitHub and SARIF name files by their way from the top of the repository. */
function allFindings(plan: Plan, { rootPath }: ReportContext): Finding[] {
  const { imports, others } = findingsOf(plan);
  return below(rootPath, [...imports, ...others]);
}
