import type { Area } from '../model/audit.ts';
import { absoluteModule } from '../model/python.ts';
import type { ModuleIdentity } from '../model/python.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { readImports } from '../parse/python/import-statements.ts';
import { readLandmarks } from '../parse/python/landmarks.ts';
import type { Landmark } from '../parse/python/landmarks.ts';

/** One name that an import statement binds, or a module. */
export interface ImportedPath {
  readonly module: string;
  /** Undefined where the module itself is imported. */
  readonly name: string | undefined;
  /** The name that it binds. */
  readonly local: string;
  readonly line: number;
  readonly column: number;
}

/** A class at the top level, with the names of its methods. */
export interface ClassFacts {
  readonly name: string;
  readonly line: number;
  readonly methods: readonly string[];
}

/** The facts of one module, as plain data. */
export interface ModuleFacts extends ModuleIdentity {
  readonly path: string;
  readonly area: Area;
  readonly imports: readonly ImportedPath[];
  readonly hasStars: boolean;
  /** The definitions at its top level, in order. A name may occur more than once. */
  readonly definitions: readonly { readonly kind: Landmark['kind']; readonly name: string; readonly line: number }[];
  readonly classes: readonly ClassFacts[];
  /** May it hold a table of moved names? */
  readonly mayHoldTable: boolean;
  /** Does it speak of deprecation warnings? */
  readonly mayWarn: boolean;
}

/** Five characters of what gives a module names that no statement binds, and of what speaks of deprecation. */
const marks = { getter: '__get', deprecation: 'eprec' } as const;

/** Read the module in the buffer, which must count bytes. */
export function readModuleFacts(
  buffer: SourceBuffer,
  path: string,
  area: Area,
  identity: ModuleIdentity,
): ModuleFacts | undefined {
  if (buffer.holdsNul()) return undefined;
  const statements = [...readImports(buffer.scanImports().records, buffer.identifierAt)];
  const { definitions, classes, statementAt } = readOutline(buffer, area === 'production');
  const imports: ImportedPath[] = [];
  for (const { isFrom, isStar, level, module: written, names, aliases, start } of statements) {
    const { line, column } = statementAt(start);
    const module = isFrom ? absoluteModule(level, written, identity) : '';
    if (module === undefined || isStar) continue;
    for (const [k, name] of names.entries()) {
      const local = aliases[k] ?? (isFrom ? name : (name.split('.', 1)[0] ?? name));
      imports.push(
        isFrom ? { module, name, local, line, column } : { module: name, name: undefined, local, line, column },
      );
    }
  }
  const mayWarn = buffer.holdsMark(marks.deprecation);
  return {
    ...identity,
    path,
    area,
    imports,
    hasStars: statements.some(({ isStar }) => isStar),
    definitions,
    classes,
    mayHoldTable: mayWarn || buffer.holdsMark(marks.getter),
    mayWarn,
  };
}

interface Outline extends Pick<ModuleFacts, 'definitions' | 'classes'> {
  /** Where a statement stands, from 1 each; to be asked in order. */
  readonly statementAt: (start: number) => Pick<ImportedPath, 'line' | 'column'>;
}

/** @param wantsMethods whether those of classes count: they are indented as the first of their class is */
function readOutline(buffer: SourceBuffer, wantsMethods: boolean): Outline {
  const definitions: { kind: Landmark['kind']; name: string; line: number }[] = [];
  const classes: { name: string; line: number; methods: string[] }[] = [];
  const starts: Pick<Landmark, 'start' | 'line' | 'column'>[] = [];
  let inside: (typeof classes)[number] | undefined;
  let indentation = 0;
  for (const landmark of readLandmarks(buffer)) {
    const { kind, start, line, column } = landmark;
    if (kind === 'import') starts.push({ start, line, column });
    else if (column === 0) {
      const name = landmark.name();
      if (reserved.has(name)) continue;
      definitions.push({ kind, name, line });
      inside = kind === 'class' && wantsMethods ? { name, line, methods: [] } : undefined;
      if (inside) classes.push(inside);
      indentation = 0;
    } else if (inside && kind === 'function') {
      if (indentation === 0) indentation = column;
      if (column === indentation) inside.methods.push(landmark.name());
    }
  }
  let next = 0;
  return {
    definitions,
    classes,
    statementAt: (start) => {
      while ((starts[next + 1]?.start ?? Infinity) <= start) next++;
      const at = starts[next];
      return at === undefined ? { line: 1, column: 1 } : { line: at.line, column: start - at.start + at.column + 1 };
    },
  };
}

/** Words before a colon that are no names. */
const reserved = new Set(['else', 'try', 'finally', 'except', 'lambda', 'with', 'match', 'case']);
