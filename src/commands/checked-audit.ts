import { checkedFindings } from '../audit/findings.ts';
import type { Audited, CountedFinding } from '../check/judge.ts';
import { runAudit } from '../engine/audit/run-audit.ts';
import type { AuditRequest } from '../engine/audit/run-audit.ts';
import type { CheckKind } from '../model/check-kind.ts';
import type { Config } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';

/** The findings of an audit of these files, of the kinds that a check looks for. */
export async function checkedAudit(
  config: Config,
  request: Omit<AuditRequest, 'countsText'>,
  kinds: readonly CheckKind[],
): Promise<Audited> {
  const audit = await runAudit(config, { ...request, countsText: false });
  const seesAll = request.files === undefined && request.paths.includes('.');
  const { isolation, leftovers, others } = checkedFindings(audit, seesAll);
  return {
    filesScanned: audit.filesScanned,
    isolation: kinds.includes('isolation') ? isolation.map((risk) => counted(risk, risk.ruleId)) : undefined,
    leftovers: kinds.includes('leftovers') ? leftovers.map((leftover) => counted(leftover, 'leftover')) : undefined,
    others,
  };
}

function counted(finding: Finding, from: string): CountedFinding {
  return { ...finding, from };
}
