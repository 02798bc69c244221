import type { Config } from '../../model/config.ts';
import type { ShimFinding } from '../../model/shim.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { judgedShim } from '../../shim/judge-module.ts';
import { isGeneratedShim } from '../../shim/parse-shim.ts';
import { renderShim } from '../../shim/render-shim.ts';
import { supportModule, supportName } from '../../shim/support-module.ts';
import { isSameText, notAsWritten } from '../../shim/same-text.ts';
import { PruneReader } from '../prune/prune-reader.ts';
import { openPythonProject } from '../python/python-project.ts';
import { shimSubject } from './shim-subject.ts';

/**
 * The generated modules that are not as `shim` would write them.
 * @param files those that say so of themselves
 */
export function checkShims(config: Config, files: readonly string[]): ShimFinding[] {
  const project = openPythonProject(config);
  const { index } = project;
  const reader = new PruneReader(config, index);
  const map = new PythonMap(config.python);
  const generated = files.filter((file) => file.endsWith('.py') && isGeneratedShim(reader.text(file) ?? ''));
  return generated.toSorted().flatMap((path): ShimFinding[] => {
    const text = reader.text(path) ?? '';
    const isSupport = path === `${supportName}.py` || path.endsWith(`/${supportName}.py`);
    if (isSupport) return isSameText(text, supportModule) ? [] : [{ path, because: notAsWritten }];
    const module = reader.moduleOf(path);
    const { existing, evidence } = shimSubject({ module, path }, { project, map, reader });
    if (existing === undefined || evidence.length > 0) return [{ path, because: judgedShim(evidence).because }];
    const found: string[] = isSameText(text, renderShim(existing)) ? [] : [notAsWritten];
    if (index.find(existing.support) === undefined) found.push(`${existing.support} is not there`);
    if (existing.old !== undefined && index.find(existing.old) === undefined)
      found.push(`${existing.old}, which has its old code, is not there`);
    return found.map((because) => ({ path, because }));
  });
}
