import { createRequire } from 'node:module';
import type { Comment, EcmaScriptModule, OxcError, ParserOptions } from 'oxc-parser';

const require = createRequire(import.meta.url);

/** The result of oxc-parser for a text, as its native part returns it. Offsets are those of the string. */
export interface NativeResult {
  /** `{ node, fixes }` as JSON: the tree by ESTree. It is handed over once, and kept until then. */
  readonly program: string;
  readonly module: EcmaScriptModule;
  readonly comments: readonly Comment[];
  readonly errors: readonly OxcError[];
}

interface NativeParser {
  readonly parseSync: (filename: string, text: string, options: ParserOptions) => NativeResult;
}

/** Undefined where the parser has no build for the platform. */
let parser: NativeParser | undefined;
let isLoaded = false;

/** @returns undefined where the parser has no build for the platform */
export function nativeParser(): NativeParser | undefined {
  if (isLoaded) return parser;
  isLoaded = true;
  parser = load();
  return parser;
}

/**
 * Load the native part of oxc-parser by itself. The modules around it take twice as long to load, and make objects of every
 * tree, of which hardly any is looked at.
 */
function load(): NativeParser | undefined {
  const manifest = findManifest();
  if (manifest === undefined) return undefined;
  const own = createRequire(manifest);
  const { optionalDependencies } = own(manifest) as { readonly optionalDependencies: object };
  const build = new RegExp(`^@oxc-parser/binding-${process.platform}-${process.arch}(?:-|$)`);
  for (const name of Object.keys(optionalDependencies).filter((dependency) => build.test(dependency))) {
    try {
      return own(name) as NativeParser;
    } catch {
      // The build for another C library, which is not installed.
    }
  }
  return undefined;
}

/** The package.json of oxc-parser, by its path: resolving its exports takes Node longer than loading it. */
function findManifest(): string | undefined {
  for (const folder of require.resolve.paths('oxc-parser') ?? []) {
    try {
      return require.resolve(`${folder}/oxc-parser/package.json`);
    } catch {
      // It is not installed there.
    }
  }
  return undefined;
}
