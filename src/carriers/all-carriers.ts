import type { Carrier } from './carrier.ts';
import { notebook } from './notebook.ts';

/** Every carrier with files of its own. The parsers that they use are loaded with this module, and only where a carrier is on. */
export const carriers: readonly Carrier[] = [notebook];
