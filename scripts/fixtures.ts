import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Parser } from 'commonmark';
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

/** A case as it is written down: an input, an output, and what is in `<case>.json`. */
interface WrittenCase {
  readonly name: string;
  readonly extension: string;
  readonly input: Buffer;
  /** Undefined for a noop. */
  readonly output: Buffer | undefined;
  readonly options: FixtureOptions;
}

/**
 * The cases of a language. Each transform has a folder: in its `cases.md` are the cases that are plain text, and a case of odd
 * bytes is `<case>.input.<ext>` with `.output.<ext>`, or `<case>.noop.<ext>`. The configuration is that of the case, of its
 * folder, or of the language.
 * @param folder `__testfixtures__`
 * @throws Error when a case is not written as CONTRIBUTING.md says, or two have one name
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
      writtenCases(path.join(root, transform)).map(({ name, extension, input, output, options }) => ({
        name: `${language}/${transform}/${name}`,
        transform: `${language}/${transform}`,
        input,
        output: output ?? input,
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
      })),
    );
}

function writtenCases(folder: string): WrittenCase[] {
  const cases = [...casesOfFiles(folder), ...casesOfDocument(path.join(folder, 'cases.md'))];
  const names = cases.map(({ name }) => name);
  const twice = names.find((name, k) => names.indexOf(name) < k);
  if (twice !== undefined) throw new Error(`${folder}: two cases are called ${twice}. Rename one of them.`);
  return cases;
}

function casesOfFiles(folder: string): WrittenCase[] {
  return readdirSync(folder).flatMap((file) => {
    const [, name = '', kind = '', extension = ''] = /^(.+)\.(input|noop)\.(\w+)$/.exec(file) ?? [];
    if (kind === '') return [];
    const read = (part: string): Buffer => readFileSync(path.join(folder, `${name}.${part}.${extension}`));
    const optionsFile = path.join(folder, `${name}.json`);
    const options = existsSync(optionsFile) ? (JSON.parse(readFileSync(optionsFile, 'utf8')) as FixtureOptions) : {};
    return [{ name, extension, input: read(kind), output: kind === 'noop' ? undefined : read('output'), options }];
  });
}

/** A case is a heading of level 2, a code block with the input, one with the output if it differs, and one of JSON with the rest. */
function casesOfDocument(file: string): WrittenCase[] {
  if (!existsSync(file)) return [];
  return sectionsOf(readFileSync(file, 'utf8')).map(({ name, blocks }) => {
    const [input, output, ...more] = blocks.filter(({ info }) => info !== 'json');
    const [options, ...moreOptions] = blocks.filter(({ info }) => info === 'json');
    if (input === undefined || more.length + moreOptions.length > 0 || (output && output.info !== input.info))
      throw new Error(`${file}: ${name} needs one or two blocks of code in one language, and at most one of JSON.`);
    return {
      name,
      extension: input.info,
      input: Buffer.from(input.text),
      output: output && Buffer.from(output.text),
      options: options === undefined ? {} : (JSON.parse(options.text) as FixtureOptions),
    };
  });
}

interface Section {
  readonly name: string;
  readonly blocks: { readonly info: string; readonly text: string }[];
}

function sectionsOf(markdown: string): Section[] {
  const sections: Section[] = [];
  const document = new Parser().parse(markdown);
  for (let node = document.firstChild; node; node = node.next) {
    if (node.type === 'heading' && node.level === 2)
      sections.push({ name: node.firstChild?.literal ?? '', blocks: [] });
    else if (node.type === 'code_block')
      sections.at(-1)?.blocks.push({ info: node.info ?? '', text: node.literal ?? '' });
  }
  return sections;
}
