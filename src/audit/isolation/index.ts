import { cachedAccessor } from './cached-accessor.ts';
import { globalRebinding } from './global-rebinding.ts';
import { importTimeTask } from './import-time-task.ts';
import { missingUserContext } from './missing-user-context.ts';
import { moduleLevelInstance } from './module-level-instance.ts';
import { mutableDefault } from './mutable-default.ts';
import type { IsolationRule } from './rule.ts';
import { classState, moduleState } from './shared-state.ts';
import { singleton } from './singleton.ts';

/** The kinds of risk that the audit knows, in the order of its reports. */
export const isolationRules: readonly IsolationRule[] = [
  moduleLevelInstance,
  singleton,
  moduleState,
  classState,
  globalRebinding,
  cachedAccessor,
  missingUserContext,
  importTimeTask,
  mutableDefault,
];
