import { toJsonSchema } from '@valibot/to-json-schema';
import { publishedSchema } from '../src/config/schema.ts';

/** schema/config.json: what editors know of ssot.config.json, from the validator that the program uses. */
export function configSchemaText(): string {
  const schema = toJsonSchema(publishedSchema, {
    typeMode: 'output',
    // `check` adds that an array is no object. JSON Schema knows that by itself.
    ignoreActions: ['check'],
    overrideAction: ({ valibotAction, jsonSchema }) =>
      'requirement' in valibotAction && valibotAction.requirement instanceof RegExp
        ? { ...jsonSchema, pattern: valibotAction.requirement.source }
        : undefined,
  });
  return `${JSON.stringify({ title: 'ssot-codemod configuration', ...schema }, null, 2)}\n`;
}
