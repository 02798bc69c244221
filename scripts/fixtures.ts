import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { UserConfig } from '../src/index.ts';

/** One case of __testfixtures__: what a transform makes of a file. */
export interface Fixture {
  /** `language/transform/case`. */
  readonly name: string;
  readonly transform: string;
  readonly input: Buffer;
  /** The same as the input, for a noop. */
  readonly output: Buffer;
  /** The root of the small repository that the case belongs to. */
  readonly repository: string;
  /** Where in the repository the file stands. */
  readonly path: string;
  readonly config: UserConfig;
  readonly includeReview: boolean;
  /** The reasons of all refusals, in order. */
  readonly refused: readonly string[];
  /** The tiers of all edits, in order; undefined when a case does not say. */
  readonly tiers: readonly string[] | undefined;
  /** Each stands at least once in `because` of an edit or in the message of a refusal. */
  readonly says: readonly string[];
  /** The rule ids of all diagnostics, in order. */
  readonly diagnostics: readonly string[];
  /** Only a look at the whole tree tells what the case is about. */
  readonly needsTree: boolean;
  /** It binds or mocks what other files use, so that they would be held back in the same tree. */
  readonly isAlone: boolean;
  /** The Map swaps names, so that a second run moves them back. */
  readonly isSwap: boolean;
}

/** The keys of `<case>.json`. */
interface FixtureOptions {
  readonly path?: string;
  readonly config?: UserConfig;
  readonly includeReview?: boolean;
  readonly refused?: readonly string[];
  readonly tiers?: readonly string[];
  readonly says?: readonly string[];
  readonly diagnostics?: readonly string[];
  readonly needsTree?: boolean;
  readonly isAlone?: boolean;
  readonly isSwap?: boolean;
}

/**
 * The small repository that the cases of a language belong to.
 * @param folder `__testfixtures__`
 */
export function fixtureRepository(folder: string, language: string): string {
  return path.join(folder, language, 'repository');
}

/**
 * The cases of a language, `<transform>/<case>.input.<ext>` with `.output.<ext>`, or `<case>.noop.<ext>`. The configuration
 * is that of the case, of its folder, or of the language.
 * @param folder `__testfixtures__`
 */
export function readFixtures(folder: string, language: string): Fixture[] {
  const root = path.join(folder, language);
  const readConfig = (...folders: string[]): UserConfig | undefined => {
    const file = path.join(root, ...folders, 'ssot.config.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as UserConfig) : undefined;
  };
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'repository')
    .flatMap(({ name: transform }) =>
      readdirSync(path.join(root, transform)).flatMap((file) => {
        const [, name = '', kind = '', extension = ''] = /^(.+)\.(input|noop)\.(\w+)$/.exec(file) ?? [];
        if (kind === '') return [];
        const read = (part: string): Buffer => readFileSync(path.join(root, transform, `${name}.${part}.${extension}`));
        const optionsFile = path.join(root, transform, `${name}.json`);
        const options = existsSync(optionsFile)
          ? (JSON.parse(readFileSync(optionsFile, 'utf8')) as FixtureOptions)
          : {};
        const input = read(kind);
        return [
          {
            name: `${language}/${transform}/${name}`,
            transform: `${language}/${transform}`,
            input,
            output: kind === 'noop' ? input : read('output'),
            repository: fixtureRepository(folder, language),
            path: options.path ?? `case.${extension}`,
            config: options.config ?? readConfig(transform) ?? readConfig() ?? {},
            includeReview: options.includeReview ?? false,
            refused: options.refused ?? [],
            tiers: options.tiers,
            says: options.says ?? [],
            diagnostics: options.diagnostics ?? [],
            needsTree: options.needsTree ?? false,
            isAlone: options.isAlone ?? false,
            isSwap: options.isSwap ?? false,
          },
        ];
      }),
    );
}
