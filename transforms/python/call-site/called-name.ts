import type { CallPlan, NoCallPlan } from '../../../src/model/call-rule.ts';
import { absoluteModule } from '../../../src/model/python.ts';
import type { ImportedName, ImportStatement } from '../../../src/model/python.ts';
import type { PythonFile } from '../python-file.ts';

/** A name of a `from` import whose calls the Map has a rule for. */
export interface CalledName {
  readonly statement: ImportStatement;
  readonly name: ImportedName;
  /** Absolute. */
  readonly module: string;
  readonly local: string;
  readonly plan: CallPlan | NoCallPlan;
}

/** The names of all `from` imports that have a rule for calls. */
export function calledNames({ statements, identity, calls, verdicts }: PythonFile): CalledName[] {
  return statements.flatMap((statement) => {
    const module =
      statement.kind === 'from' && !statement.isStar && !statement.isUnsure
        ? absoluteModule(statement.level, statement.module, identity)
        : undefined;
    if (module === undefined || !verdicts.hasLegacySymbols(module)) return [];
    return statement.names.flatMap((name): CalledName[] => {
      const plan = calls.plan(module, name.name);
      // The module of the canonical callable is built of others.
      if (plan === undefined || isOfModule(plan, identity.module)) return [];
      const local = name.alias ?? name.name;
      const { kind } = verdicts.name(module, name.name, local, statement.start);
      const isAsked = kind === 'legacy' || kind === 'canonical';
      return isAsked ? [{ statement, name, module, local, plan }] : [];
    });
  });
}

/** Does the module hold the callable that calls go to? */
export function isOfModule(plan: CallPlan | NoCallPlan, module: string): boolean {
  return 'target' in plan && plan.target.module === module;
}
