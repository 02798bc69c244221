import path from 'node:path';
import type { JavaScriptConfig, MapEntry } from '../../model/config.ts';
import { JavaScriptMap } from '../../resolve/javascript/javascript-map.ts';
import type { JavaScriptProject } from '../../resolve/javascript/javascript-project.ts';
import { JavaScriptResolver } from '../../resolve/javascript/javascript-resolver.ts';
import { remember } from '../remember.ts';
import { scopedEntries } from '../scoped-entries.ts';

/** The Map of JavaScript with its resolvers. */
export interface Resolvers {
  readonly map: JavaScriptMap;
  /** For all entries. */
  readonly whole: JavaScriptResolver;
  /** For the entries of a file, by its absolute path. */
  readonly resolverOf: (importer: string) => JavaScriptResolver;
}

export function openResolvers(config: JavaScriptConfig, project: JavaScriptProject): Resolvers {
  const map = new JavaScriptMap(config, project);
  const whole = new JavaScriptResolver(map, project);
  const entriesOf = scopedEntries(config.map);
  if (entriesOf === undefined) return { map, whole, resolverOf: () => whole };
  const ofEntries = remember(
    (own: readonly MapEntry[]) => new JavaScriptResolver(new JavaScriptMap({ ...config, map: own }, project), project),
  );
  const resolverOf = (importer: string): JavaScriptResolver =>
    ofEntries(entriesOf(path.relative(project.root, importer).split(path.sep).join('/')));
  return { map, whole, resolverOf };
}
