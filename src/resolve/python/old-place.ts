import { absoluteModule } from '../../model/python.ts';
import type { ImportStatement, ModuleIdentity } from '../../model/python.ts';
import type { Legacy, Resolution } from '../../model/resolution.ts';
import type { PythonMap } from './python-map.ts';
import type { PythonProject, PythonResolver } from './python-resolver.ts';

/** The part of the project that is needed. */
type Project = Pick<PythonProject, 'index' | 'exports'>;

/**
 * Relative imports of a file that the Map says has moved: they were written for the place where it stood, and lead from there to what
 * they mean.
 */
export class OldPlace {
  readonly #project: Project;
  readonly #resolver: PythonResolver;
  readonly #identity: ModuleIdentity;
  readonly #olds: readonly ModuleIdentity[];

  private constructor(
    project: Project,
    resolver: PythonResolver,
    identity: ModuleIdentity,
    olds: readonly ModuleIdentity[],
  ) {
    this.#project = project;
    this.#resolver = resolver;
    this.#identity = identity;
    this.#olds = olds;
  }

  /** Undefined where the file has not moved, as far as the Map tells. */
  static of(
    identity: ModuleIdentity,
    map: PythonMap,
    resolver: PythonResolver,
    project: Project | undefined,
  ): OldPlace | undefined {
    if (project === undefined) return undefined;
    const isPackage = identity.module === identity.package;
    const olds = map
      .movedOnto(identity.module)
      .filter((module) => project.index.find(module) === undefined)
      .map((module) => ({
        module,
        package: isPackage ? module : module.slice(0, Math.max(0, module.lastIndexOf('.'))),
      }));
    return olds.length === 0 ? undefined : new OldPlace(project, resolver, identity, olds);
  }

  /** Does the statement lead to something else than it did at the old place? */
  isConcerned({ kind, level, module }: Pick<ImportStatement, 'kind' | 'level' | 'module'>): boolean {
    if (kind !== 'from' || level === 0) return false;
    const today = absoluteModule(level, module, this.#identity);
    return this.#olds.some((old) => absoluteModule(level, module, old) !== today);
  }

  /**
   * The meaning of a name in a relative import, if it leads nowhere today.
   * @param name undefined for all names of the module
   */
  meaning({ level, module }: ImportStatement, name: string | undefined): Resolution {
    const today = absoluteModule(level, module, this.#identity);
    if (today !== undefined && !this.#isGone(today, name)) return { kind: 'unrelated' };
    const from = format(today ?? '.'.repeat(level) + module, name);
    const found = this.#olds.flatMap((old) => {
      const path = absoluteModule(level, module, old);
      const to = path === undefined ? undefined : this.#target(path, name);
      return to === undefined ? [] : [{ to, old: old.module }];
    });
    const [first] = found;
    if (first === undefined) return { kind: 'unrelated' };
    const targets = new Set(found.map(({ to }) => format(to.module, to.name)));
    if (targets.size > 1) {
      const message = `this file has moved, and whether it found ${[...targets].join(' or ')} before is not known`;
      return { kind: 'refused', from, reason: 'dynamic-use', message };
    }
    const because = `this file stood at ${first.old}, where it found ${format(first.to.module, first.to.name)}`;
    const move = { tier: 'safe', because, reviews: [], chain: [], uses: 'alias', isReplacement: false } as const;
    return { kind: 'legacy', from, to: first.to, ...move };
  }

  /** Does the import fail for certain? */
  #isGone(module: string, name: string | undefined): boolean {
    const { index, exports } = this.#project;
    return index.isMissing(module) || (name !== undefined && exports.define(module, name).state === 'missing');
  }

  /** The path that the import meant, as the Map has it now. */
  #target(module: string, name: string | undefined): Legacy['to'] | undefined {
    const { index, exports } = this.#project;
    const moved = name === undefined ? this.#resolver.wholeModule(module) : this.#resolver.meaning(module, name);
    if (moved.kind === 'legacy') return moved.to;
    if (index.find(module) === undefined) return undefined;
    const isThere = name === undefined || exports.define(module, name).state !== 'missing';
    return isThere ? { module, name } : undefined;
  }
}

function format(module: string, name: string | undefined): string {
  return name === undefined ? module : `${module}:${name}`;
}
