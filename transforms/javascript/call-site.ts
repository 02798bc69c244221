import { callSiteId as id } from './call-site/id.ts';
import type { JavaScriptTransform } from './javascript-file.ts';

/** `name(…)`, `new name(…)` and `await name(…)`, where the Map has a rule for calls of what the name is taken from. */
export const callSite: JavaScriptTransform = { id, run: (file) => file.calls().result };
