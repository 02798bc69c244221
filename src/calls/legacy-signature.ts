import { parametersOf } from '../interface/parameters.ts';
import type { Parameter } from '../model/interface.ts';
import { parseModule } from '../parse/python/syntax/parse.ts';

/** The parameters that a signature of the Map says, such as `(context=None, *, mode)`; undefined where it is not valid. */
export function parametersIn(signature: string): readonly Parameter[] | undefined {
  const text = `def f${signature}: pass\n`;
  const { root, errors } = parseModule(text);
  const [definition] = root.children;
  const isOne = root.children.length === 1 && definition?.type === 'function_definition';
  return isOne && errors.length === 0 ? parametersOf({ module: '', path: '', text, root }, definition) : undefined;
}
