/** `npm run schemas`: write schema/config.json anew. schema/report.json is written by hand. */
import { writeFileSync } from 'node:fs';
import { configSchemaText } from './config-schema.ts';

writeFileSync(new URL('../../schema/config.json', import.meta.url), configSchemaText());
