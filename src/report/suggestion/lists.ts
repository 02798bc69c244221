import type { Candidate, Suggestion, SuggestedPath, Uses } from '../../model/suggestion.ts';
import { count, number } from '../count.ts';

/** A list of the report: its subject, and its rows, each with the lines below it. */
export interface SuggestionList {
  readonly title: string;
  /** The purpose of the list, in a sentence. */
  readonly about: string;
  readonly rows: readonly { readonly head: string; readonly below: readonly string[] }[];
}

/** The lists of a suggestion that hold something, in their order. */
export function suggestionLists(found: Suggestion): SuggestionList[] {
  return [
    severalPaths(found),
    roleAliases(found),
    dangling(found),
    unmapped(found),
    tables(found),
    moved(found),
    rivals(found),
    facades(found),
    unverified(found),
  ].filter(({ rows }) => rows.length > 0);
}

function severalPaths({ severalPaths: groups }: Suggestion): SuggestionList {
  return {
    title: 'Several paths to one definition',
    about: 'The same object under the same name. The first path is the likeliest to stay.',
    rows: groups.map(({ definition, moving, candidates, canonical, because }) => ({
      head: `${definition}: ${count(moving, 'binding')} would move${canonical === undefined ? ', for you to choose' : ''}`,
      below: candidates.map((candidate) => candidateText(candidate, canonical, because)),
    })),
  };
}

function candidateText(candidate: Candidate, canonical: string | undefined, because: string | undefined): string {
  const { path, reasons, against } = candidate;
  const isChosen = path === canonical && because !== undefined;
  const notes = [usesText(candidate.uses), ...reasons, ...against, ...(isChosen ? [`stays: ${because}`] : [])];
  return `${isChosen ? '= ' : '  '}${path}: ${notes.join(', ')}${at(candidate)}`;
}

function roleAliases(found: Suggestion): SuggestionList {
  return {
    title: 'Other names of a definition',
    about: 'The same object under another name, likely of another intent: none becomes an entry.',
    rows: found.roleAliases.map(({ definition, paths }) => ({
      head: definition,
      below: paths.map((path) => `  ${path.path}: ${usesText(path.uses)}${at(path)}`),
    })),
  };
}

function dangling(found: Suggestion): SuggestionList {
  return {
    title: 'Imports that fail today, with a likely target',
    about: 'Those of confidence high become entries, medium ones commented-out entries, low ones none.',
    rows: found.dangling
      .filter(({ targets }) => targets.length > 0)
      .map((path) => ({
        head: `${path.path}: ${path.why}; ${usesText(path.uses)}${path.isGuarded ? ', the program goes on without it' : ''}${at(path)}`,
        below: [`  ${path.confidence ?? ''}: ${path.targets.join(' or ')} (${path.because})`],
      })),
  };
}

function unmapped(found: Suggestion): SuggestionList {
  return {
    title: 'Imports that fail today, without a target',
    about: 'Nobody but you can say where these went.',
    rows: found.dangling
      .filter(({ targets }) => targets.length === 0)
      .map((path) => ({
        head: `${path.path}: ${path.why}; ${path.because}; ${usesText(path.uses)}${at(path)}`,
        below: [],
      })),
  };
}

function tables(found: Suggestion): SuggestionList {
  return {
    title: 'Tables of moved names in the code',
    about: 'What the code itself says of old names. Those that say "deprecated" become entries.',
    rows: found.tables.map((entry) => ({
      head: `${entry.path} → ${entry.target}: ${entry.table}, ${entry.isDeprecated ? 'deprecated' : 'on demand'}${entry.isVerified ? '' : ', cannot be verified'} (${entry.at.path}:${entry.at.line})`,
      below: [],
    })),
  };
}

function moved(found: Suggestion): SuggestionList {
  return {
    title: 'Moved since the other commit',
    about: 'Files and definitions that were elsewhere there.',
    rows: found.moved.map(({ from, to, because }) => ({ head: `${from} → ${to}: ${because}`, below: [] })),
  };
}

function rivals(found: Suggestion): SuggestionList {
  return {
    title: 'Rival classes',
    about: 'Classes of one stem: likely several implementations of one thing. None becomes an entry.',
    rows: found.rivals.map(({ stem, classes, shared, methods }) => ({
      head: `${stem}: ${count(classes.length, 'class').replace(/classs$/, 'classes')}, ${number(shared.length)} of ${number(methods)} public methods shared`,
      below: classes.map(
        ({ definition, place, shared: common, own }) =>
          `  ${definition}: ${number(common)} shared, ${number(own.length)} of its own (${place.path}:${place.line})`,
      ),
    })),
  };
}

function facades(found: Suggestion): SuggestionList {
  return {
    title: 'Facades',
    about: 'Modules that do nothing but hand names on.',
    rows: found.facades.map(({ module, path, names, uses }) => ({
      head: `${module}: hands on ${count(names, 'name')}; ${usesText(uses)} (${path})`,
      below: [],
    })),
  };
}

function unverified(found: Suggestion): SuggestionList {
  return {
    title: 'Paths that cannot be told',
    about: 'What these lead to is decided when the program runs. None becomes an entry.',
    rows: found.unverified.map((path) => ({
      head: `${path.path}: ${path.why}; ${usesText(path.uses)}${at(path)}`,
      below: [],
    })),
  };
}

function usesText({ production, tests }: Uses): string {
  return `${number(production)} in production, ${number(tests)} in tests`;
}

function at({ place }: Pick<SuggestedPath, 'place'>): string {
  return place === undefined ? '' : ` (${place.path}:${place.line})`;
}
