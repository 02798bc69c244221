import { runPrune } from '../engine/prune/run-prune.ts';
import type { Audit } from '../model/audit.ts';
import type { Config } from '../model/config.ts';
import { belowTop, findRepository } from '../store/repository.ts';
import { trackedFilesOf } from '../store/tracked.ts';

/**
 * An audit in which `prune` decides which leftovers can go: it looks at references to them, and at what git could
 * restore.
 */
export async function withPruneTiers(audit: Audit, config: Config): Promise<Audit> {
  if (audit.leftovers.length === 0 || findRepository(config.root) === undefined) return audit;
  const repository = { ...(await trackedFilesOf(config.root, 'an audit in it')), way: belowTop(config.root) };
  const { found } = await runPrune(config, ['.'], repository);
  const files = new Map(found.filter(({ name }) => name === undefined).map((one) => [one.path, one]));
  const leftovers = audit.leftovers.map((leftover) => {
    const one = files.get(leftover.path);
    if (one === undefined) return leftover;
    return { ...leftover, canGo: one.tier === 'safe', prune: { tier: one.tier, reason: one.reason } };
  });
  return { ...audit, leftovers };
}
