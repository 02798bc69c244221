import type { CommandIo } from './commands/io.ts';
import type {
  ApplyOptions,
  AuditOptions,
  BatchesOptions,
  CheckOptions,
  DocsOptions,
  DryRunOptions,
  ExplainOptions,
  HitsOptions,
  InitOptions,
  InterfaceOptions,
  LspOptions,
  MoveOptions,
  PruneOptions,
  ReportOptions,
  ReviewOptions,
  RollbackOptions,
  RunTransformOptions,
  SavePlanOptions,
  ShimOptions,
  SuggestOptions,
} from './commands/options.ts';
import {
  dryRunOptions,
  applyOptions,
  checkOptions,
  auditOptions,
  initOptions,
  docsOptions,
  savePlanOptions,
  batchesOptions,
  explainOptions,
  reviewOptions,
  reportOptions,
  suggestOptions,
  pruneOptions,
  moveOptions,
  shimOptions,
  interfaceOptions,
  rollbackOptions,
} from './flags/command-flags.ts';
import { hitsOptions } from './flags/hits-flags.ts';
import { lspOptions } from './flags/lsp-flags.ts';
import { runOptions } from './flags/run-flags.ts';
import type { OptionSpec } from './flags/shared-flags.ts';
import type { ExitCode } from './model/exit-code.ts';

/** One command: its flags, and its function. */
export interface CommandSpec {
  readonly name: string;
  /** The arguments behind the name, as help shows them; without, the command takes no paths. */
  readonly takes?: string;
  readonly describe: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly run: (values: ArgumentValues, io: CommandIo) => Promise<ExitCode>;
}

/** The first is the default. */
export const commands: readonly [CommandSpec, ...CommandSpec[]] = [
  {
    name: 'dry-run',
    takes: '[paths..]',
    describe: 'Show a diff that moves every import onto its canonical path (the default)',
    options: dryRunOptions,
    run: async (values, io) => (await import('./commands/dry-run.ts')).dryRun(values as unknown as DryRunOptions, io),
  },
  {
    name: 'apply',
    takes: '[paths..]',
    describe: 'Write what dry-run shows, and remember how to undo it',
    options: applyOptions,
    run: async (values, io) => (await import('./commands/apply.ts')).apply(values as unknown as ApplyOptions, io),
  },
  {
    name: 'audit',
    takes: '[paths..]',
    describe: 'Measure how fragmented the repository is: implementations, import paths, isolation risks, leftovers',
    options: auditOptions,
    run: async (values, io) => (await import('./commands/audit.ts')).audit(values as unknown as AuditOptions, io),
  },
  {
    name: 'suggest',
    takes: '[paths..]',
    describe: 'Propose entries of the Map from the code: several paths to one definition, imports that fail, and more',
    options: suggestOptions,
    run: async (values, io) => (await import('./commands/suggest.ts')).suggest(values as unknown as SuggestOptions, io),
  },
  {
    name: 'interface',
    takes: '[paths..]',
    describe: 'Show each legacy symbol of the Map beside its canonical one, as their callers see them',
    options: interfaceOptions,
    run: async (values, io) =>
      (await import('./commands/interface.ts')).interfaces(values as unknown as InterfaceOptions, io),
  },
  {
    name: 'check',
    takes: '[paths..]',
    describe: 'Fail when an import is on a legacy path, in CI and before commits',
    options: checkOptions,
    run: async (values, io) => (await import('./commands/check.ts')).check(values as unknown as CheckOptions, io),
  },
  {
    name: 'explain',
    takes: '<place>',
    describe: 'Explain what one line refers to, where that moves, and why; or what a reason means: explain star-import',
    options: explainOptions,
    run: async (values, io) => (await import('./commands/explain.ts')).explain(values as unknown as ExplainOptions, io),
  },
  {
    name: 'init',
    describe: 'Write a configuration to start from, and the CI workflow and hook that run check',
    options: initOptions,
    run: async (values, io) => (await import('./commands/init.ts')).init(values as unknown as InitOptions, io),
  },
  {
    name: 'docs',
    describe: 'Print the import guideline of your Map as Markdown',
    options: docsOptions,
    run: async (values, io) => (await import('./commands/docs.ts')).docs(values as unknown as DocsOptions, io),
  },
  {
    name: 'plan',
    takes: '[paths..]',
    describe: 'Write the plan to a file, for review and for `apply --plan`; `plan merge FILES` puts shards together',
    options: savePlanOptions,
    run: async (values, io) => (await import('./commands/plan.ts')).savePlan(values as unknown as SavePlanOptions, io),
  },
  {
    name: 'batches',
    describe: 'List the batches of a saved plan, for the jobs of a CI system',
    options: batchesOptions,
    run: async (values, io) => (await import('./commands/batches.ts')).batches(values as unknown as BatchesOptions, io),
  },
  {
    name: 'review',
    takes: '[paths..]',
    describe: 'Record which shapes of the plan are accepted, and list the new ones',
    options: reviewOptions,
    run: async (values, io) => (await import('./commands/review.ts')).review(values as unknown as ReviewOptions, io),
  },
  {
    name: 'report',
    takes: '[plans..]',
    describe: 'Report in any format what a saved plan would do, or what an apply did; several plans in one table',
    options: reportOptions,
    run: async (values, io) => (await import('./commands/report.ts')).report(values as unknown as ReportOptions, io),
  },
  {
    name: 'prune',
    takes: '[paths..]',
    describe: 'List the backups, legacy modules and shims that nothing reaches any more; delete them with --apply',
    options: pruneOptions,
    run: async (values, io) => (await import('./commands/prune.ts')).prune(values as unknown as PruneOptions, io),
  },
  {
    name: 'move',
    takes: '[paths..]',
    describe:
      'Move modules, files and symbols (app.a:Widget app.b), with all that imports or names them: move OLD NEW …',
    options: moveOptions,
    run: async (values, io) => (await import('./commands/move.ts')).move(values as unknown as MoveOptions, io),
  },
  {
    name: 'shim',
    takes: '[modules..]',
    describe: 'Turn legacy modules into generated ones that forward to the canonical paths; write them with --apply',
    options: shimOptions,
    run: async (values, io) => (await import('./commands/shim.ts')).shim(values as unknown as ShimOptions, io),
  },
  {
    name: 'hits',
    takes: '<folder>',
    describe: 'Show the places that still use shims, from what SSOT_HITS recorded when the program ran',
    options: hitsOptions,
    run: async (values, io) => (await import('./commands/hits.ts')).hits(values as unknown as HitsOptions, io),
  },
  {
    name: 'lsp',
    describe:
      'Serve editors over the Language Server Protocol: moves follow renames, legacy paths are marked and fixed',
    options: lspOptions,
    run: async (values, io) => (await import('./commands/lsp.ts')).lsp(values as unknown as LspOptions, io),
  },
  {
    name: 'run',
    takes: '[paths..]',
    describe: 'Run a transform of jscodeshift, or of your own, through batches, gates, the journal and the packet',
    options: runOptions,
    run: async (values, io) =>
      (await import('./commands/run-transform.ts')).runTransform(values as unknown as RunTransformOptions, io),
  },
  {
    name: 'rollback',
    describe: 'Undo an apply, byte for byte',
    options: rollbackOptions,
    run: async (values, io) =>
      (await import('./commands/rollback.ts')).rollback(values as unknown as RollbackOptions, io),
  },
];

/** Flags by their camel-case names, and `paths`. */
export type ArgumentValues = Readonly<Record<string, unknown>>;
