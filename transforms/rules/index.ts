import type { Rule } from '../../src/model/rule.ts';
import { changedInterface } from './changed-interface.ts';
import { doubtfulCode } from './doubtful-code.ts';
import { importCycle } from './import-cycle.ts';
import { lostEffects } from './lost-effects.ts';
import { mockedModule } from './mocked-module.ts';
import { nearerModule } from './nearer-module.ts';
import { patchedAtCall } from './patched-at-call.ts';
import { reExported } from './re-exported.ts';
import { reboundElsewhere } from './rebound-elsewhere.ts';
import { selfImport } from './self-import.ts';
import { shadowedName } from './shadowed-name.ts';
import { suppressed } from './suppressed.ts';
import { typeCheckingOnly } from './type-checking-only.ts';
import { unreadableCode } from './unreadable-code.ts';

/** Every Rule, in the order in which they judge: the same for References of all languages. */
export const rules: readonly Rule[] = [
  typeCheckingOnly,
  selfImport,
  changedInterface,
  importCycle,
  shadowedName,
  reExported,
  nearerModule,
  reboundElsewhere,
  lostEffects,
  suppressed,
  patchedAtCall,
  mockedModule,
  unreadableCode,
  doubtfulCode,
];
