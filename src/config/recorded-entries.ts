import path from 'node:path';
import { modify, applyEdits, parse as parseJson } from 'jsonc-parser';
import { isTooDeep } from '../model/errors.ts';
import type { MovedPath, MoveEntries } from '../model/moving.ts';

/** The keys of the sections that have a Map. */
type Section = keyof MoveEntries;

/** A configuration as it is written, as far as it matters. */
interface Written {
  readonly [section: string]: { readonly map?: readonly { readonly canonical?: unknown }[] } | undefined;
}

/**
 * The text of a configuration file with further entries in its Map, and with its canonical paths as they are after the move.
 * Comments stay.
 * @param file its path, which tells what it is
 * @returns undefined for one that is code, or written in a way that is not to be changed blindly
 */
export async function recordedEntries(file: string, text: string, entries: MoveEntries): Promise<string | undefined> {
  try {
    if (file.endsWith('.json')) return inJson(file, text, entries);
    return file.endsWith('.toml') ? await inToml(text, entries) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || isTooDeep(error) || error instanceof TypeError) return undefined;
    throw error;
  }
}

function inJson(file: string, text: string, entries: MoveEntries): string {
  const top = path.basename(file) === 'package.json' ? ['ssot-codemod'] : [];
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: /^( +)\S/m.exec(text)?.[1]?.length ?? 2,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  let after = text;
  const change = (place: (string | number)[], value: unknown, isArrayInsertion: boolean): void => {
    after = applyEdits(after, modify(after, [...top, ...place], value, { formattingOptions, isArrayInsertion }));
  };
  const parsed = parseJson(text) as Written | undefined;
  const written = top.length === 0 ? parsed : (parsed?.['ssot-codemod'] as Written | undefined);
  for (const section of sections) {
    const map = written?.[section]?.map;
    for (const [k, entry] of (map ?? []).entries()) {
      const moved = movedCanonical(entry.canonical, entries[section], section);
      if (moved !== undefined) change([section, 'map', k, 'canonical'], moved, false);
    }
    for (const [k, entry] of entries[section].entries())
      if (map === undefined && k === 0) change([section, 'map'], [asEntry(entry)], false);
      else change([section, 'map', -1], asEntry(entry), true);
  }
  return after;
}

const sections: readonly Section[] = ['python', 'javascript'];

function asEntry({ canonical, legacy }: MovedPath): unknown {
  return { canonical, legacy: [legacy], absent: 'ok' };
}

/** A canonical path that moves along; undefined for one that stays. */
function movedCanonical(canonical: unknown, entries: readonly MovedPath[], section: Section): string | undefined {
  if (typeof canonical !== 'string') return undefined;
  const ends = section === 'python' ? /^[.:]|^$/ : /^[/#]|^$/;
  const entry = entries.find(({ legacy }) => canonical.startsWith(legacy) && ends.test(canonical.slice(legacy.length)));
  return entry === undefined ? undefined : entry.canonical + canonical.slice(entry.legacy.length);
}

async function inToml(text: string, entries: MoveEntries): Promise<string | undefined> {
  const { parse } = await import('smol-toml');
  const sectionOf = (toml: string, section: Section): unknown[] => {
    const { tool } = parse(toml) as { tool?: { 'ssot-codemod'?: Record<string, { map?: unknown[] }> } };
    return tool?.['ssot-codemod']?.[section]?.map ?? [];
  };
  let after = text;
  for (const section of sections) {
    const own = entries[section];
    if (own.length === 0) continue;
    const before = sectionOf(after, section);
    const isCanonical = before.some(
      (entry) => movedCanonical((entry as { canonical?: unknown }).canonical, own, section) !== undefined,
    );
    if (isCanonical) return undefined;
    after = withTables(after, section, own);
    // Objects that are read have no prototype.
    if (JSON.stringify(sectionOf(after, section)) !== JSON.stringify([...before, ...own.map(asEntry)]))
      return undefined;
  }
  return after;
}

/** The entries as tables behind the last one of their kind, or at the end. */
function withTables(text: string, section: Section, entries: readonly MovedPath[]): string {
  const header = `[[tool.ssot-codemod.${section}.map]]`;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const tables = entries.map(({ canonical, legacy }) =>
    [
      header,
      `canonical = ${JSON.stringify(canonical)}`,
      `legacy = [${JSON.stringify(legacy)}]`,
      'absent = "ok"',
      '',
    ].join(newline),
  );
  const last = text.lastIndexOf(header);
  const next = last < 0 ? -1 : text.slice(last + header.length).search(/^\[/m);
  const at = next < 0 ? text.length : last + header.length + next;
  const head = text.slice(0, at);
  const gap =
    head === '' || head.endsWith(newline + newline) ? '' : head.endsWith(newline) ? newline : newline + newline;
  const tail = text.slice(at);
  return head + gap + tables.join(newline) + (tail === '' ? '' : newline + tail);
}
