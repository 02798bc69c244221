import type { TextEdit } from '../../model/edit.ts';
import { absoluteModule, isTestModule } from '../../model/python.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import type { PythonPart } from '../python/python-part.ts';
import type { Repository } from '../python/python-project.ts';
import { codeStyles } from './code-style.ts';
import { namesOf } from './import-items.ts';
import type { ImportCode } from './import-items.ts';
import { layOutImports } from './import-layout.ts';

/** Gives the edits of a Python file the style of its project; the same edits where it says nothing to them. */
export type PythonLayout = (part: PythonPart, edits: readonly TextEdit[]) => readonly TextEdit[];

/** @param project undefined when no other file may be consulted: edits stay as they are then */
export function pythonLayout(root: string, project: Repository | undefined): PythonLayout {
  if (project === undefined) return (_, edits) => edits;
  const { index, graph } = project;
  const styles = codeStyles(root);
  const isOwn = (module: string): boolean => index.find(module) !== undefined;
  const mayPass =
    (identity: ModuleIdentity, isTest: boolean) =>
    (a: ImportCode, b: ImportCode): boolean => {
      const [first, second] = [a, b].map((code) => modulesIn(code, identity).filter(isOwn));
      const all = [...(first ?? []), ...(second ?? [])];
      return (
        (isTest || all.every((module) => !graph.needEachOther(module, identity.module))) &&
        (first ?? []).every((one) => (second ?? []).every((other) => one === other || !graph.needEachOther(one, other)))
      );
    };
  return ({ source, lines, identity }, edits) =>
    edits.length === 0
      ? edits
      : layOutImports(source, lines, edits, styles.python(source.path), {
          isOwn,
          mayPass: mayPass(identity, isTestModule(source.path)),
        });
}

/** The modules that a statement may load, the packages around them left out. */
function modulesIn(code: ImportCode, identity: ModuleIdentity): string[] {
  const module = code.module.replace(/[ \t]/g, '');
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = absoluteModule(dots, module.slice(dots), identity);
  if (path === undefined) return [];
  return code.kind === 'import'
    ? [path]
    : [path, ...namesOf(code).map((name) => `${path}.${name.split(' ', 1)[0] ?? name}`)];
}
