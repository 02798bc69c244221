import type { Range } from './range.ts';

/** One name of an import statement: `name [as alias]`. */
export interface ImportedName extends Range {
  /** In the compiler's form: NFKC, no blanks around dots. Dotted in `import a.b`. */
  readonly name: string;
  readonly nameRange: Range;
  readonly alias: string | undefined;
}

/** `import …` or `from … import …`, wherever it stands. Its range ends before a trailing comment or `;`. */
export interface ImportStatement extends Range {
  readonly kind: 'import' | 'from';
  /** PEP 810: `lazy import …`, `lazy from …`. */
  readonly isLazy: boolean;
  readonly isStar: boolean;
  /** Behind a string that does not end, so that it may be text. */
  readonly isUnsure: boolean;
  /** Leading dots of a relative import. */
  readonly level: number;
  /** The dotted name behind the dots, normalised; empty in `from . import a` and in `import …`. */
  readonly module: string;
  /** Where dots and module stand; empty in `import …`. */
  readonly path: Range;
  /** Offsets of the parentheses around the names, or -1. */
  readonly open: number;
  readonly close: number;
  readonly names: readonly ImportedName[];
}

/** The module that a file is, by the source root that holds it. */
export interface ModuleIdentity {
  /** Dotted name; a package's `__init__.py` has the package's. */
  readonly module: string;
  /** The base of relative imports: the module itself when it is a package, else the package that holds it. */
  readonly package: string;
}

/** The target of a dotted path: a module, or a name of one with its attributes. */
export interface LegacyPath {
  readonly module: string;
  /** Undefined for the module itself. */
  readonly name: string | undefined;
  /** The text behind the name: attributes, each with its dot. */
  readonly attributes: string;
}

/**
 * The absolute module that `level` dots and `module` mean in a file, as importlib._bootstrap._resolve_name computes it;
 * undefined when the dots lead out of the top-level package.
 */
export function absoluteModule(level: number, module: string, importer: ModuleIdentity): string | undefined {
  if (level === 0) return module;
  const parents = importer.package === '' ? [] : importer.package.split('.');
  if (level > parents.length) return undefined;
  const base = parents.slice(0, parents.length - level + 1).join('.');
  return module === '' ? base : `${base}.${module}`;
}

/** The packages around a module, innermost first. */
export function packagesAround(module: string): string[] {
  const packages: string[] = [];
  for (let dot = module.lastIndexOf('.'); dot > 0; dot = module.lastIndexOf('.', dot - 1))
    packages.push(module.slice(0, dot));
  return packages;
}

/** A test as pytest names the files that it collects by default: nothing else imports them. */
export function isTestModule(path: string): boolean {
  return /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/.test(path);
}

/** A file whose names others look up without importing it by its own name: those of a package, and fixtures of pytest. */
export function isFacade(path: string): boolean {
  return /(?:^|\/)(?:__init__|conftest)\.pyi?$/.test(path);
}
