import { forReview } from '../../model/resolution.ts';
import type { Reference } from '../../model/reference.ts';
import type { MappedModule } from './mapped-module.ts';
import type { ModulePlace } from './module-place.ts';
import type { StaticExports } from './static-exports.ts';

/**
 * The answer for `export *`, from that for the module as a whole. Further exports of the canonical module would be exported, too, or hide
 * those of other modules.
 */
export function starAnswer(
  exports: StaticExports,
  { legacy }: ModulePlace,
  mapped: MappedModule,
  whole: Pick<Reference, 'base' | 'evidence'>,
): Pick<Reference, 'base' | 'evidence'> {
  const { base } = whole;
  const canonical = mapped.whole?.canonical;
  if (base.kind !== 'legacy' || !canonical?.isFound) return whole;
  if (canonical.key === legacy.key || !legacy.isFound) return whole;
  const old = exports.names(legacy.key);
  const added = [...(exports.names(canonical.key) ?? [])].filter((name) => name !== 'default' && !old?.has(name));
  if (old && added.length === 0) return whole;
  const message = `it would export ${added.join(', ') || 'other names'}, too`;
  return { ...whole, base: forReview(base, 'star-names', message) };
}
