import { noLinks } from '../model/links.ts';
import type { Links } from '../model/links.ts';
import type { Reference } from '../model/reference.ts';
import type { Rule, Verdict } from '../model/rule.ts';
import { rules as allRules } from '../../transforms/rules/index.ts';

/** The Verdict on a Reference: the answer of the Map, as far as the Rules leave it. */
export function decide(reference: Reference, links: Links, rules: readonly Rule[] = allRules): Verdict {
  let verdict: Verdict = reference.base;
  for (const { judge } of rules) {
    if (verdict.kind !== 'legacy') return verdict;
    verdict = judge(reference, links, verdict);
  }
  return verdict;
}

/** Do the Links lower the Verdict, beside that of a file by itself? */
export function dependsOnLinks(reference: Reference, links: Links): boolean {
  const [alone, linked] = [decide(reference, noLinks), decide(reference, links)];
  if (alone.kind !== 'legacy' || linked.kind !== 'legacy') return alone.kind !== linked.kind;
  return alone.reviews.length !== linked.reviews.length;
}
