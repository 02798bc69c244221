import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { RenamedName } from '../../src/model/links.ts';
import type { ImportedName } from '../../src/model/python.ts';
import { note } from './reported.ts';
import type { Choice, FoundFacts, PythonFile } from './python-file.ts';
import { Renaming } from './renaming.ts';
import type { BoundName } from './renaming.ts';

const ruleId = 'python/alias-kept';

/** The result of giving imported names their canonical name. */
export interface RenamedUses {
  /** The imports that bind the canonical name; the others keep the local name that they have. */
  readonly renamed: ReadonlySet<ImportedName>;
  /** At the uses. */
  readonly textEdits: readonly TextEdit[];
  /** The names that had to keep an alias, with the reason. */
  readonly diagnostics: readonly Diagnostic[];
  readonly facts: Pick<FoundFacts, 'ownNames' | 'renamed'>;
}

/** Follow the uses of the names by scope, where nothing stands in the way. */
export function renameUses(file: PythonFile, names: readonly BoundName[], choice: Choice): RenamedUses {
  const wishes = names.filter(({ newName, name }) => newName !== undefined && newName !== name.name);
  const renamed = new Set<ImportedName>();
  const textEdits: TextEdit[] = [];
  const diagnostics: Diagnostic[] = [];
  const ownNames = new Set<string>();
  const renames: RenamedName[] = [];
  if (wishes.length === 0) return { renamed, textEdits, diagnostics, facts: { ownNames: [], renamed: [] } };
  const renaming = new Renaming(file, names, choice);
  for (const wish of wishes) {
    const { name, newName = '' } = wish;
    const outcome = renaming.decide(wish, newName);
    for (const own of [name.name, newName].flatMap(file.others.ownNames)) ownNames.add(own);
    if (typeof outcome === 'string') {
      const message = `${name.name} stays as an alias of ${newName}: ${outcome}`;
      diagnostics.push(note(file.span(name), ruleId, message));
    } else {
      renamed.add(name);
      const symbol = `${file.identity.module}:${name.name}`;
      if (renaming.isPublic(name)) renames.push({ symbol, newName, tier: wish.tier, reviews: wish.reviews });
      for (const edit of outcome) textEdits.push(edit);
    }
  }
  return { renamed, textEdits, diagnostics, facts: { ownNames: [...ownNames], renamed: renames } };
}
