import * as v from 'valibot';
import { refusalReasons } from '../model/edit.ts';
import { FACTS_VERSION } from '../model/file-facts.ts';
import { tiers } from '../model/tier.ts';
import { isPlainPath } from './plain-path.ts';
import { outcome, reviews } from './plan-schema.ts';

/*
 * All that the reading of a shard may hold. Evidence is open, so that a new Rule needs no line here: Rules look for the
 * keys that they know.
 */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const texts = v.array(v.string());
const ownPath = v.pipe(
  v.string(),
  v.check((text) => isPlainPath(text), 'is no path of a file below the root'),
);
const target = v.strictObject({ module: v.string(), name: v.optional(v.string()) });
const from = v.string();

const resolution = v.variant('kind', [
  v.strictObject({ kind: v.literal('unrelated') }),
  v.strictObject({ kind: v.literal('canonical') }),
  v.strictObject({ kind: v.literal('unmapped'), from }),
  v.looseObject({
    kind: v.literal('legacy'),
    from,
    to: target,
    tier: v.picklist(tiers),
    because: v.string(),
    reviews,
    chain: texts,
    uses: v.picklist(['alias', 'rename']),
    isReplacement: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('refused'), from, reason: v.picklist(refusalReasons), message: v.string() }),
]);

const reference = v.looseObject({
  form: v.string(),
  runsOn: v.picklist(['import', 'call', 'never']),
  importer: v.string(),
  local: v.string(),
  base: resolution,
  evidence: v.record(v.string(), v.union([v.string(), v.boolean(), v.number()])),
});

const facts = v.looseObject({
  version: v.literal(FACTS_VERSION),
  path: ownPath,
  references: v.array(reference),
  lookups: texts,
  ownNames: texts,
  patches: v.array(v.strictObject({ symbol: v.string(), blockedBy: v.optional(v.string()) })),
  staying: texts,
  patchedNames: texts,
  renamed: v.array(v.strictObject({ symbol: v.string(), newName: v.string(), tier: v.picklist(tiers), reviews })),
  rebinds: v.array(v.strictObject({ symbol: v.string(), place: v.string() })),
  mocks: v.array(
    v.strictObject({ key: v.string(), name: v.optional(v.string()), place: v.string(), isMock: v.boolean() }),
  ),
  keeps: texts,
});

/** The reading of a shard as JSON, its Outcomes packed as in a saved Plan. */
export const shardReading = v.strictObject({
  results: v.array(
    v.strictObject({
      filesScanned: count,
      filesCandidate: count,
      outcomes: v.array(outcome),
      facts: v.array(facts),
      lookingUp: v.optional(texts),
      holdingLonger: v.optional(texts),
      warnings: v.optional(texts),
    }),
  ),
  leftOut: v.array(v.strictObject({ path: v.string(), why: v.picklist(['other-repository', 'not-checked-out']) })),
  others: texts,
});
