import { createRequire } from 'node:module';
import { ExpectedStop } from '../../model/errors.ts';
import type { Transform } from '../../model/transform.ts';

/** The flags of jscodeshift that a transform sees. */
export interface JscodeshiftChoice {
  /** The parser, instead of the one that the transform names. */
  readonly parser: string | undefined;
  readonly extensions: readonly string[];
  /** Passed to the transform as its options. */
  readonly options: Readonly<Record<string, string | boolean>>;
}

/** A transform of jscodeshift: a function of a file. */
export type JscodeshiftFunction = (
  file: { readonly path: string; readonly source: string },
  api: object,
  options: object,
) => unknown;

/** The part of jscodeshift that its own runner uses. */
interface Core {
  readonly withParser: (parser: string) => Core;
}

/**
 * A transform of jscodeshift as one of ours.
 * @param file absolute path of its module
 * @param id the name for reports
 * @param ownParser the parser that the module exports
 * @throws ExpectedStop when jscodeshift is not installed
 */
export function jscodeshiftTransform(
  transform: JscodeshiftFunction,
  { file, id, ownParser }: { readonly file: string; readonly id: string; readonly ownParser: unknown },
  { parser, extensions, options }: JscodeshiftChoice,
): Transform {
  const core = loadJscodeshift(file);
  const chosen = parser ?? (typeof ownParser === 'string' ? ownParser : undefined);
  const j = chosen === undefined ? core : core.withParser(chosen);
  const api = { j, jscodeshift: j, stats: () => undefined, report: () => undefined };
  return {
    id,
    files: [`**/*.{${[...extensions, extensions[0] ?? 'js'].join(',')}}`],
    transform: async ({ path, text }) => {
      const result = await transform({ path, source: text }, api, options);
      // jscodeshift takes nothing, and an empty text, for a file that does not change.
      return typeof result === 'string' && result !== '' ? result : undefined;
    },
  };
}

/** The jscodeshift that the project of the transform has, or the one beside this program. */
function loadJscodeshift(file: string): Core {
  for (const from of [file, import.meta.url])
    try {
      return createRequire(from)('jscodeshift') as Core;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  throw new ExpectedStop('jscodeshift is not installed', 'npm install --save-dev jscodeshift');
}
