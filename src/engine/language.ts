import type { Config } from '../model/config.ts';
import type { Links } from '../model/links.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import type { LanguageId, SourceFile } from '../model/source-file.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import type { BatchResult } from './readers/batch-result.ts';
import type { Repository } from './python/python-project.ts';
import type { ScanResult } from './readers/scan-files.ts';

/** The context for reading files of a language in one thread. */
export interface ReadContext {
  readonly config: Config;
  readonly request: PlanRequest;
  /** The buffer that files are read into. */
  readonly buffer: SourceBuffer;
  /** The modules of the repository. */
  readonly repository: () => Repository;
}

/** Reads and edits the files of one language, one after another. */
export interface LanguageReader {
  /** The facts of files, and their Outcomes as far as each can tell by itself. */
  readonly read: (files: readonly string[]) => BatchResult[];
  /** Edits the files, with the facts of others. */
  readonly edit: (files: readonly string[], links: Links) => BatchResult[];
  /** Finish files at which a Scanner has looked, in this thread or another. */
  readonly finish?: (scanned: ScanResult) => BatchResult;
}

/** Looks at files quickly, and reads those that may hold a Reference. */
export interface Scanner {
  readonly run: (files: readonly string[]) => ScanResult;
}

/** A text that is edited by itself. */
export interface LooseText {
  readonly source: SourceFile;
  /** Look at the other files of the root. */
  readonly consultsFiles: boolean;
  /** The id of the one transform to run; undefined for all. */
  readonly only: string | undefined;
}

/** A language: to add one is one folder and one line in `languages.ts`. */
export interface Language {
  readonly id: LanguageId;
  /** @throws ExpectedStop when the Map contradicts itself in this repository */
  readonly open: (context: ReadContext) => Promise<LanguageReader>;
  /** Undefined where a first look at files is no less work than reading them. */
  readonly scanner?: (context: Omit<ReadContext, 'repository'>) => Scanner;
  readonly editText: (config: Config, request: PlanRequest, text: LooseText) => Promise<Outcome>;
}
