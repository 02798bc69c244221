import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UserConfig } from '../../src/index.ts';

const folder = fileURLToPath(new URL('../../__testfixtures__', import.meta.url));

/** One case of __testfixtures__: what a transform makes of a text. */
export interface Fixture {
  /** `language/transform/case`. */
  readonly name: string;
  readonly transform: string;
  readonly input: string;
  /** The same as the input, for a noop. */
  readonly output: string;
  /** The root of the small repository that the case belongs to. */
  readonly repository: string;
  /** Where in the repository the text stands. */
  readonly path: string;
  readonly config: UserConfig;
  readonly includeReview: boolean;
  /** The reasons of all refusals, in order. */
  readonly refused: readonly string[];
  /** The tiers of all edits, in order; undefined when a case does not say. */
  readonly tiers: readonly string[] | undefined;
  /** The rule ids of all diagnostics, in order. */
  readonly diagnostics: readonly string[];
}

/** What a case may say in `<case>.json`. */
interface FixtureOptions {
  readonly path?: string;
  readonly config?: UserConfig;
  readonly includeReview?: boolean;
  readonly refused?: readonly string[];
  readonly tiers?: readonly string[];
  readonly diagnostics?: readonly string[];
}

/** The cases of a language, `<transform>/<case>.input.<ext>` with `.output.<ext>`, or `<case>.noop.<ext>`. */
export function readFixtures(language: string): Fixture[] {
  const root = path.join(folder, language);
  const shared = JSON.parse(readFileSync(path.join(root, 'ssot.config.json'), 'utf8')) as UserConfig;
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'repository')
    .flatMap(({ name: transform }) =>
      readdirSync(path.join(root, transform)).flatMap((file) => {
        const [, name = '', kind = '', extension = ''] = /^(.+)\.(input|noop)\.(\w+)$/.exec(file) ?? [];
        if (kind === '') return [];
        const read = (part: string): string =>
          readFileSync(path.join(root, transform, `${name}.${part}.${extension}`), 'utf8');
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
            repository: path.join(root, 'repository'),
            path: options.path ?? `case.${extension}`,
            config: options.config ?? shared,
            includeReview: options.includeReview ?? false,
            refused: options.refused ?? [],
            tiers: options.tiers,
            diagnostics: options.diagnostics ?? [],
          },
        ];
      }),
    );
}
