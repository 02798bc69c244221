import type { RiskSeverity } from '../../model/audit.ts';
import type { Range } from '../../model/range.ts';
import type { AuditedFile } from '../audited-file.ts';
import type { LineKind } from '../line-kinds.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** A place at which the state of one user can reach another. */
export interface Risk extends Range {
  readonly severity: RiskSeverity;
  /** The problem at this place, in a sentence. */
  readonly message: string;
  /** The remedy. */
  readonly fix: string;
}

/** One kind of risk: the text of a line tells whether to look, its syntax and the blocks around it decide. */
export interface IsolationRule {
  /** Such as `isolation/singleton`; the file has its name. */
  readonly id: string;
  /** The problem in general, in a sentence. */
  readonly summary: string;
  /** Why it matters, and what to do instead. */
  readonly help: string;
  /** The lines that it is shown. */
  readonly kinds: readonly LineKind[];
  /** It finds nothing where no manager or accessor is named. */
  readonly namesManager: boolean;
  /** May the line hold one? @param managerNames that the file has for managers and accessors */
  readonly mayHold: (text: string, names: Vocabulary, managerNames: RegExp) => boolean;
  /** @param line index of a logical line that may hold one */
  readonly check: (line: number, file: AuditedFile) => readonly Risk[];
}
