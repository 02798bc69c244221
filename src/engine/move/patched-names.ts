import type { Config } from '../../model/config.ts';
import type { MoveConcern } from '../../model/moving.ts';
import { readImports } from '../../parse/python/import-statements.ts';
import { attributeLookups } from '../../parse/python/attribute-lookups.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { selectFiles } from '../../scan/select-files.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';
import { listedFiles } from '../listed-files.ts';
import type { TreeFiles } from '../tree-files.ts';

/** Names of a module that code elsewhere may set. */
export interface SetNames {
  readonly module: string;
  readonly names: readonly string[];
}

/**
 * The files that set one of the names in their module, as tests do: code that has moved looks the names up in another one.
 * @param files the tree before the move
 */
export async function patchedNames(
  config: Config,
  index: ModuleIndex,
  { load }: Pick<TreeFiles, 'load'>,
  { module, names }: SetNames,
): Promise<MoveConcern[]> {
  if (names.length === 0) return [];
  const dot = module.lastIndexOf('.');
  const [around, own] = [module.slice(0, Math.max(0, dot)), module.slice(dot + 1)];
  const buffer = SourceBuffer.create();
  return selectFiles(await listedFiles(config.root, true), config)
    .filter((file) => file.endsWith('.py'))
    .flatMap((file): MoveConcern[] => {
      if (!load(buffer, file) || !buffer.bytes.includes(own)) return [];
      const text = buffer.bytes.toString('utf8');
      if (!/\bpatch|setattr|\.\w+\s*=[^=]/.test(text)) return [];
      const imports = [...readImports(buffer.scanImports().records, buffer.identifierAt)];
      const { patched } = attributeLookups(text, imports, index.identify(file), around)(own);
      const [first] = names.filter((name) => patched.includes(name) && setsName(text, module, name));
      if (first === undefined) return [];
      const at = text.split(/\r\n?|\n/).findIndex((line) => new RegExp(String.raw`\b${first}\b`).test(line));
      return [
        {
          reason: 'patched',
          place: `${file}:${at + 1}`,
          message: `it sets ${first} in ${module}, where what moves does not look it up any more`,
        },
      ];
    });
}

/** Does the text set the name itself, and not only something in the object that it is? */
function setsName(text: string, module: string, name: string): boolean {
  const path = `${module}.${name}`.replaceAll('.', String.raw`\.`);
  return new RegExp(String.raw`["']${path}["']|,\s*["']${name}["']|\.${name}\s*=[^=]`).test(text);
}
