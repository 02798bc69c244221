import { absoluteModule } from '../../model/python.ts';
import { NameUses } from '../../prune/name-uses.ts';
import type { NameHolder } from '../../prune/name-uses.ts';
import type { SeenImport } from '../../prune/module-mentions.ts';
import type { ShimContext, ShimSubject } from './shim-subject.ts';

/** The names that a module sets up for itself: they are needed only where somebody asks for them. */
const ownAffairs = /^(?:_.*|log|logger|T)$/;

/** By module, the names without another place that its users would miss. */
export function neededNames(
  subjects: readonly ShimSubject[],
  files: readonly string[],
  { reader }: ShimContext,
): ReadonlyMap<string, readonly string[]> {
  const alone = (subject: ShimSubject): string[] =>
    subject.names.flatMap(({ name, target }) => (target === undefined ? [name] : []));
  const isOwn = (subject: ShimSubject, name: string): boolean => ownAffairs.test(name) && !isListed(subject, name);
  const holders: NameHolder[] = subjects
    .map((subject) => ({ subject, names: alone(subject).filter((name) => isOwn(subject, name)) }))
    .filter(({ names }) => names.length > 0)
    .map(({ subject, names }) => ({ path: subject.path, module: subject.module, names: new Set(names) }));
  const uses = usesOf(holders, subjects, files, reader);
  return new Map(
    subjects.map((subject) => [
      subject.module,
      alone(subject).filter((name) => !isOwn(subject, name) || uses.isUsed(subject.module, name, new Set())),
    ]),
  );
}

/** Does the module say by `__all__` that the name is for others? */
function isListed({ all, text }: ShimSubject, name: string): boolean {
  return all.includes(name) && /^__all__\b/m.test(text);
}

function usesOf(
  holders: readonly NameHolder[],
  subjects: readonly ShimSubject[],
  files: readonly string[],
  reader: ShimContext['reader'],
): NameUses {
  const uses = new NameUses(holders);
  if (holders.length === 0) return uses;
  const modules = holders.map(({ module }) => module);
  const publicNames = new Map(subjects.map(({ module, all }) => [module, all]));
  const words = new Set([...holders.flatMap(({ names }) => [...names]), ...modules.map(lastPart)]);
  const look = reader.importsOf(modules, words);
  for (const file of files.filter((one) => one.endsWith('.py'))) {
    const seen = look(file);
    if (seen === undefined) continue;
    const text = reader.text(file) ?? '';
    const named = (one: SeenImport): SeenImport => {
      if (!one.isStar) return one;
      const from = absoluteModule(one.level, one.module, seen.identity);
      return { ...one, isStar: false, names: from === undefined ? [] : (publicNames.get(from) ?? []) };
    };
    uses.addImports(file, { ...seen, imports: seen.imports.map(named) }, () => text);
    uses.addText(file, text);
  }
  return uses;
}

function lastPart(module: string): string {
  return module.split('.').at(-1) ?? module;
}
