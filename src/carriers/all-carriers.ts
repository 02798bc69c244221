import type { Carrier } from './carrier.ts';
import { config } from './config.ts';
import { markdown } from './markdown.ts';
import { notebook } from './notebook.ts';
import { rst } from './rst.ts';
import { shell } from './shell.ts';

/** Every carrier with files of its own. The parsers that they use are loaded with this module, and only where a carrier is on. */
export const carriers: readonly Carrier[] = [notebook, markdown, rst, config, shell];
