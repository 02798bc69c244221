import type { ModuleMeaning } from '../../model/module-meaning.ts';
import { refused } from '../../model/resolution.ts';
import type { Resolution } from '../../model/resolution.ts';
import { displayKey } from './display-key.ts';
import type { JavaScriptMap } from './javascript-map.ts';
import type { Mapping } from './mapped-module.ts';
import type { JavaScriptProject, Location } from './javascript-project.ts';
import type { Lookalikes } from './lookalikes.ts';

/** The context of a guess. */
interface Guesses {
  readonly map: JavaScriptMap;
  readonly project: JavaScriptProject;
  readonly lookalikes: Lookalikes;
}

/** A specifier that leads nowhere and ends as a legacy module does: it may mean that, by an alias that is not known. */
export function guessedMeaning(
  { map, project, lookalikes }: Guesses,
  importer: string,
  specifier: string,
  { key }: Location,
): ModuleMeaning | undefined {
  if (!key.startsWith('?package:') || !project.isConsulted || /^(?:\.\.?(?:\/|$)|\/|\w+:)|[\s<>{};"'`]/.test(specifier))
    return undefined;
  const found = lookalikes.find(specifier);
  if (!found || project.isPackage(importer, specifier)) return undefined;
  const mapped = map.module(found.key, undefined);
  if (!mapped) return undefined;
  const label = displayKey(project.root, found.key);
  const message = `it looks like the legacy module ${label}, but ${found.unknown} is not known here`;
  const refuse = (mapping: Mapping | undefined, name: string | undefined): Resolution => {
    if (!mapping) return { kind: 'unrelated' };
    const from =
      name !== undefined && mapping.entry.canonical.name === undefined ? `${mapping.from}#${name}` : mapping.from;
    return refused(from, 'unknown-alias', message);
  };
  const whole = (): Resolution => refuse(mapped.whole, undefined);
  return {
    key: found.key,
    label,
    isCanonical: false,
    isGuess: true,
    hasSymbols: mapped.symbols.size > 0,
    movesAsWhole: mapped.whole !== undefined,
    whole,
    star: whole,
    url: whole,
    members: () => undefined,
    called: () => undefined,
    isHandedOn: () => false,
    together: (resolutions) => resolutions,
    symbol: (name) => refuse(mapped.symbols.get(name) ?? mapped.whole, name),
    inClause: (name) => (name === '*' ? whole() : refuse(mapped.symbols.get(name) ?? mapped.whole, name)),
  };
}
