import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { Log } from 'sarif';

/**
 * The schema of SARIF 2.1.0 as OASIS published it ("rtm.5" is its last revision), from the package of Microsoft's matchers
 * for jest, which depend on an older jest and are not used themselves.
 */
const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object;

const ajv = new Ajv.default({ allErrors: true, strict: false, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile<Log>(schema);

/** The log, which must be valid. @throws Error with what is wrong with it */
export function validateSarif(text: string): Log {
  const log: unknown = JSON.parse(text);
  if (validate(log)) return log;
  throw new Error(ajv.errorsText(validate.errors));
}
