import type { PruneReason } from '../model/pruning.ts';
import { pruneReasons } from '../model/pruning.ts';

/** One thing that speaks about a candidate: a reason, and the place that it was seen at, where there is one. */
export interface Evidence {
  readonly reason: PruneReason;
  /** `path` or `path:line`; empty where the reason is about the file itself. */
  readonly place: string;
  /** In words, where the reason alone does not say it. */
  readonly detail?: string | undefined;
}

/** Places that a sentence names before it says how many more there are. */
const NAMED = 5;

const sentences: Readonly<Record<PruneReason, string>> = {
  'outside-root': 'a link leads out of the root',
  'is-a-link': 'it is a link',
  untracked: 'git does not track it, and could not bring it back',
  'changed-on-disk': 'it has uncommitted changes',
  'allowed-by-comment': 'a comment lets it be',
  'unmapped-names': 'the Map says of these names neither where they go nor that nobody needs them',
  hit: 'a program has used it',
  'has-importers': 'it is imported',
  'entry-point': 'it is an entry point',
  'named-by-string': 'a string names it',
  'not-empty': 'files beside it stay',
  'only-tests': 'only tests import it',
  'tests-what-goes': 'it tests only what goes',
  'only-copy': 'the file that it is a copy of is gone, and nothing else has its content',
  'folder-loading': 'its folder is listed by code, which may load it',
  'loads-others': 'importing its module would not load any more what nothing else there loads',
  'waits-for-others': 'what names it is for review itself',
  'near-string': 'a string may mean it',
  'named-in-file': 'a file names it',
  'named-in-text': 'text names it',
  unreferenced: 'nothing names it',
};

/** The gravest reason, and a sentence about it with its places. */
export function judged(evidence: readonly Evidence[]): { reason: PruneReason; because: string; places: string[] } {
  const gravest = pruneReasons.find((reason) => evidence.some((one) => one.reason === reason)) ?? 'unreferenced';
  const own = evidence.filter(({ reason }) => reason === gravest);
  const places = [...new Set(own.map(({ place }) => place))].filter((place) => place !== '').toSorted();
  const detail = own.find((one) => one.detail !== undefined)?.detail;
  const shown = places.slice(0, NAMED);
  const more = places.length - shown.length;
  const list = shown.length === 0 ? '' : ` (${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''})`;
  return {
    reason: gravest,
    because: `${sentences[gravest]}${detail === undefined ? '' : `: ${detail}`}${list}`,
    places,
  };
}
