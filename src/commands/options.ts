/** What the command line says, for every command that makes a Plan. */
export interface PlanOptions {
  readonly paths: readonly string[];
  readonly config: string | undefined;
  readonly preset: readonly string[];
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  readonly filesFrom: string | undefined;
  readonly jobs: number | undefined;
  readonly includeReview: boolean;
  readonly format: ReportFormat;
  readonly outputFile: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: 'auto' | 'always' | 'never';
}

export interface DryRunOptions extends PlanOptions {
  readonly patch: string | undefined;
  readonly stat: boolean;
  readonly exitCode: boolean;
}

export const reportFormats = ['text', 'json', 'jsonl'] as const;
export type ReportFormat = (typeof reportFormats)[number];
