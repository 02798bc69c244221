import type { Binding, Site } from '../../src/parse/python/scope.ts';
import type { Scopes } from '../../src/parse/python/scopes.ts';
import { looseModules } from './loose-modules.ts';
import { isIn } from './attribute-accesses.ts';
import { moduleNames } from './module-names.ts';
import type { ModuleName } from './module-names.ts';
import type { ModuleBinding } from './module-plan.ts';
import { followUses } from './module-references.ts';
import type { PlanContext, PythonFile } from './python-file.ts';

/** The bindings of the names, each with all imports that bind it, and the modules that they lead to but do not import. */
export function bindingsOf(
  file: PythonFile,
  names: readonly ModuleName[],
  scopes: Scopes,
): { readonly bindings: readonly ModuleBinding[]; readonly reliedOn: readonly string[] } {
  const bindings = new Set(names.flatMap((name) => bindingOf(name, scopes) ?? []));
  const locals = new Set(Array.from(bindings, ({ name }) => name));
  const imports = bySite(file, locals);
  const importAt = ({ kind, start, end }: Site): ModuleName | undefined =>
    kind === 'import' ? (imports.get(`${start}-`) ?? imports.get(`-${end}`)) : undefined;
  const bound = [...bindings].map((binding) => {
    const names = binding.sites.map(importAt);
    const other = binding.sites.find(
      ({ kind }, k) => names[k] === undefined && kind !== 'delete' && kind !== 'declaration',
    );
    return { binding, names: names.filter((name) => name !== undefined), other, isReliedOn: false };
  });
  const reliedOn = modulesReliedOn({ file, scopes }, bound);
  const loose = looseModules(file);
  const isReliedOn = ({ module, isDotted }: ModuleName): boolean =>
    (bound.length > 1 && reliedOn.includes(module)) ||
    (!isDotted && loose.some((other) => file.others.loads(module, other)));
  return { bindings: bound.map((one) => ({ ...one, isReliedOn: one.names.some(isReliedOn) })), reliedOn };
}

/** The legacy modules that a name of the file leads to without an import of its own: of which something stays. */
function modulesReliedOn(context: PlanContext, bound: readonly ModuleBinding[]): string[] {
  return bound.flatMap(({ binding, names }) => {
    const [name] = names;
    if (name === undefined) return [];
    const { others } = followUses(context, binding.uses, name.isDotted ? binding.name : name.module, names);
    return others.filter(
      (module) => context.file.modules.isLegacy(module) && !names.some((own) => isIn(own.module, module)),
    );
  });
}

/** Undefined where the statement could not be read. */
export function bindingOf({ name, isDotted }: ModuleName, scopes: Scopes): Binding | undefined {
  const offset = isDotted ? name.start : name.end - 1;
  const binding = scopes.bindingAt(offset);
  return binding?.sites.some(({ start, end }) => start <= offset && offset < end) === true ? binding : undefined;
}

/** The modules that imports with a word of the Map bind to one of the names, by their place. */
function bySite(file: PythonFile, locals: ReadonlySet<string>): ReadonlyMap<string, ModuleName> {
  const binding = file.statements.filter(({ kind, names }) =>
    names.some(({ name, alias }) => locals.has(alias ?? (kind === 'import' ? (name.split('.', 1)[0] ?? name) : name))),
  );
  return new Map(moduleNames(file, binding).map((name) => [siteKey(name), name]));
}

/** Where the scopes see the name bound: a dotted path's by its start, others by their end. */
function siteKey({ name, isDotted }: ModuleName): string {
  return isDotted ? `${name.start}-` : `-${name.end}`;
}
