import { formatTarget } from '../../model/config.ts';
import type { PythonConfig } from '../../model/config.ts';

/**
 * Tells whether a module that moves as a whole is split: an entry for a symbol or a module in it moves that part
 * elsewhere.
 */
export function splitModules({ map }: PythonConfig): (module: string) => boolean {
  const entries = map.flatMap(({ canonical, legacy }) => legacy.map((from) => ({ from, canonical })));
  const wholes = entries.filter(({ from }) => from.name === undefined);
  /** Where the symbol or module would go with the module around it; undefined when none of those moves. */
  const expected = (module: string, name: string | undefined): string | undefined => {
    const around = wholes
      .filter(({ from }) => (name === undefined ? '' : module) === from.module || module.startsWith(`${from.module}.`))
      .toSorted((a, b) => b.from.module.length - a.from.module.length)[0];
    return around && formatTarget({ module: around.canonical.module + module.slice(around.from.module.length), name });
  };
  const apart = entries
    .filter(({ from, canonical }) => {
      const target = expected(from.module, from.name);
      return target !== undefined && target !== formatTarget(canonical);
    })
    .map(({ from }) => from.module);
  return (module) => apart.some((other) => other === module || other.startsWith(`${module}.`));
}
