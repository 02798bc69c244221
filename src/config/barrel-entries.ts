import { definitionWord } from '../model/config.ts';
import type { MapEntry, Target, UserMapEntry } from '../model/config.ts';
import type { Section } from './expanded-entries.ts';

/** Does the entry stand for the definitions behind a barrel? Its other side is then every name of the barrel. */
export function barrelOf({ canonical, legacy }: UserMapEntry): Pick<MapEntry, 'barrel'> {
  const isEvery = (path: string): boolean => /[:#]\*$/.test(path);
  if (canonical === definitionWord && legacy.every(isEvery)) return { barrel: 'legacy' };
  const isOnto = legacy.length === 1 && legacy[0] === definitionWord && isEvery(canonical ?? '');
  return isOnto ? { barrel: 'canonical' } : {};
}

/** Entries that name definitions, but no barrel. */
export function barrelProblems(entries: readonly MapEntry[], places: readonly number[], section: Section): string[] {
  return entries.flatMap(({ canonical, legacy, barrel }, k) => {
    const isSaid = [canonical, ...legacy].some(isDefinition);
    return isSaid && barrel === undefined
      ? [
          `map[${places[k] ?? k}]: "${definitionWord}" needs every name of a barrel on its other side, such as "${section === 'python' ? 'app.core:*' : '@/components#*'}"`,
        ]
      : [];
  });
}

/** A name cannot become a top-level module: that is a name in no package. */
function isDefinition({ module, name }: Target): boolean {
  return name === undefined ? module === definitionWord : module === '' && name === definitionWord;
}
