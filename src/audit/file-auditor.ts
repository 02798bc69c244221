import type { Area, ConnectionDefinition } from '../model/audit.ts';
import { absoluteModule } from '../model/python.ts';
import type { ImportStatement, ModuleIdentity } from '../model/python.ts';
import type { Suite } from '../model/module-bindings.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { importStatements } from '../parse/python/import-statements.ts';
import { LogicalLines } from '../parse/python/logical-lines.ts';
import { moduleBindings } from '../parse/python/module-bindings.ts';
import { AuditedFile } from './audited-file.ts';
import type { ClassFact, AuditFacts, ImportFact, LayerFact, ValidationFact } from './audit-facts.ts';
import { isolationRisks, suspectedBy, voidSuppressions } from './isolation-risks.ts';
import type { Suspicion } from './isolation-risks.ts';
import { visitLines } from './line-kinds.ts';
import { isInterface } from './implementations.ts';
import { assignments, child } from './syntax.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The files that the audit looks into, and the facts that it needs about them. */
export interface AuditScope {
  readonly areaOf: (path: string) => Area;
  readonly identify: (path: string) => ModuleIdentity;
  /** Can the file in the buffer hold an import of a module that is followed? */
  readonly mayImport: (path: string) => boolean;
  /** Are the imports of the module followed: is it of the Map, or a leftover? */
  readonly isFollowed: (module: string) => boolean;
  /** Is the module in a package of the Map, so that it may be a layer in front of the canonical ones? */
  readonly mayBeLayer: (module: string) => boolean;
  /** @returns why a file cannot be read, or its text */
  readonly decode: (path: string) => string | { readonly message: string };
}

/** The places that a first look at a file noted: indexes of its logical lines. */
interface Notes {
  readonly suspicions: readonly Suspicion[];
  readonly classes: readonly number[];
  readonly aliases: readonly number[];
  readonly methods: readonly number[];
}

/** Reads the facts for the audit from one file after another. Each file is put into the buffer before. */
export class FileAuditor {
  readonly #scope: AuditScope;
  readonly #buffer: SourceBuffer;
  readonly #names: Vocabulary;

  constructor(scope: AuditScope, buffer: SourceBuffer, names: Vocabulary) {
    this.#scope = scope;
    this.#buffer = buffer;
    this.#names = names;
  }

  /** @returns undefined when the file holds nothing that the audit is about */
  look(path: string): AuditFacts | { readonly message: string } | undefined {
    const buffer = this.#buffer;
    // One character for each byte: what is looked for is ASCII.
    const bytes = buffer.latin1(0, buffer.bytes.length);
    const mayImport = this.#scope.mayImport(path);
    const notes = this.#note(bytes);
    const isConcerned = mayImport || Object.values(notes).some(({ length }) => length > 0) || bytes.includes('ssot:');
    return isConcerned ? this.#read(path, mayImport, notes) : undefined;
  }

  #note(text: string): Notes {
    const names = this.#names;
    const managerNames = names.managerNamesIn(text);
    const notes = {
      suspicions: [] as Suspicion[],
      classes: [] as number[],
      aliases: [] as number[],
      methods: [] as number[],
    };
    visitLines(this.#buffer.outline().lines, text, (kind, line, start, end) => {
      if (kind === 'body' && !managerNames) return;
      const statement = text.slice(start, end);
      for (const rule of suspectedBy(kind, statement, names, managerNames)) notes.suspicions.push({ rule, line });
      if (kind === 'function' && names.lifecycleMethods.matches(definedName(statement))) notes.methods.push(line);
      if (!managerNames) return;
      if (kind === 'class' && names.implementations.matches(definedName(statement))) notes.classes.push(line);
      if (kind === 'import-time' && names.aliases.test(statement)) notes.aliases.push(line);
    });
    return notes;
  }

  #read(path: string, mayImport: boolean, notes: Notes): AuditFacts | { readonly message: string } {
    const buffer = this.#buffer;
    const area = this.#scope.areaOf(path);
    const identity = this.#scope.identify(path);
    const text = this.#scope.decode(path);
    if (typeof text !== 'string') return text;
    const layer =
      area === 'production' && this.#scope.mayBeLayer(identity.module) ? layerFact(buffer, text) : undefined;
    if (!buffer.isAscii()) {
      buffer.set(Buffer.from(text, 'utf8'));
      buffer.countUtf16();
    }
    const statements = importStatements(buffer.scanImports().records, text);
    const lines = new LogicalLines(buffer.outline().lines.slice(), text);
    const file = new AuditedFile({ path, area, text }, lines, statements, this.#names);
    return {
      path,
      area,
      imports: mayImport ? this.#imports(file, statements, identity) : [],
      classes: [...this.#classes(file, notes.classes), ...this.#aliases(file, notes.aliases)],
      risks: isolationRisks(file, notes.suspicions),
      voidSuppressions: voidSuppressions(file),
      connections: this.#connections(file, notes.methods),
      layer,
      validation: area === 'tests' && mayImport ? this.#validation(file, statements, identity) : undefined,
    };
  }

  #imports(file: AuditedFile, statements: readonly ImportStatement[], identity: ModuleIdentity): ImportFact[] {
    const facts: ImportFact[] = [];
    for (const statement of statements) {
      const { kind, level, module: written, names, isStar } = statement;
      const module = kind === 'from' ? absoluteModule(level, written, identity) : undefined;
      if (kind === 'from' && (module === undefined || isStar)) continue;
      for (const { name, alias, start } of names) {
        const whole = module === undefined ? name : `${module}.${name}`;
        const isModule = this.#scope.isFollowed(whole);
        if (!isModule && (module === undefined || !this.#scope.isFollowed(module))) continue;
        facts.push({
          path: file.path,
          area: file.area,
          ...file.position(start),
          from: isModule || module === undefined ? whole : `${module}:${name}`,
          module: isModule || module === undefined ? whole : module,
          name: isModule || module === undefined ? undefined : name,
          local: alias ?? name,
          ...circumstances(file, statement.start),
        });
      }
    }
    return facts;
  }

  #classes(file: AuditedFile, lines: readonly number[]): ClassFact[] {
    return lines.map((line) => {
      return {
        path: file.path,
        area: file.area,
        ...file.position(file.lines.range(line).start),
        name: definedName(file.lines.text(line)),
        isAlias: false,
        inside: file.enclosures(line)[0]?.name ?? '',
        bases: this.#bases(file, line),
        lines: lineCount(file, line),
      };
    });
  }

  #aliases(file: AuditedFile, lines: readonly number[]): ClassFact[] {
    return lines.flatMap((line) => {
      if (file.lines.indentation(line) > 0) return [];
      return assignments(file.tree(line)).flatMap(({ target, value }) => {
        const name = file.source(target);
        const isAlias = value.type === 'identifier' || value.type === 'attribute';
        if (!isAlias || !this.#names.implementations.matches(name)) return [];
        const bases = [file.source(value)];
        const place = { path: file.path, area: file.area, ...file.position(target.start) };
        return [{ ...place, name, isAlias, inside: '', bases, lines: 1 }];
      });
    });
  }

  /** The methods of the life of a connection, but for those that an interface only names. */
  #connections(file: AuditedFile, lines: readonly number[]): ConnectionDefinition[] {
    return lines.flatMap((line) => {
      const owner = file.enclosures(line).find(({ word }) => word === 'class');
      if (owner !== undefined && isInterface(this.#bases(file, owner.line))) return [];
      return [
        {
          path: file.path,
          area: file.area,
          ...file.position(file.lines.range(line).start),
          method: definedName(file.lines.text(line)),
          owner: owner?.name ?? '',
        },
      ];
    });
  }

  #bases(file: AuditedFile, header: number): string[] {
    const superclasses = child(file.tree(header).children[0], 'superclasses');
    return (superclasses?.children ?? []).map((base) => file.source(base));
  }

  #validation(
    file: AuditedFile,
    statements: readonly ImportStatement[],
    identity: ModuleIdentity,
  ): ValidationFact | undefined {
    const base = identity.module.split('.').at(-1) ?? '';
    const isWanted = (name: string): boolean => this.#names.validationTests.matches(name.toLowerCase());
    const names = [base, ...file.text.matchAll(/(?:class|def)[ \t]+(\w+)/g)]
      .map((name) => (typeof name === 'string' ? name : (name[1] ?? '')))
      .filter(isWanted);
    if (names.length === 0) return undefined;
    let assertions = 0;
    for (let line = 0; line < file.lines.length; line++)
      if (/^(?:assert\b|self\.(?:assert|fail)|with pytest\.raises|with self\.assert)/.test(file.lines.text(line)))
        assertions++;
    if (assertions === 0) return undefined;
    const needs = statements.flatMap(
      ({ kind, level, module: written, names: imported, isStar }): ValidationFact['needs'] => {
        if (kind === 'import') return imported.map(({ name }) => ({ module: name, name: undefined }));
        const module = absoluteModule(level, written, identity);
        if (module === undefined) return [];
        return isStar ? [{ module, name: undefined }] : imported.map(({ name }) => ({ module, name }));
      },
    );
    return { names: [...new Set(names)], assertions, needs };
  }
}

/** The name that the header of a class or function defines. */
function definedName(header: string): string {
  return /^(?:async[ \t]+)?(?:class|def)[ \t]+(\w+)/.exec(header)?.[1] ?? '';
}

/** Does an import run in a function, and does the program go on when it fails? */
function circumstances(file: AuditedFile, offset: number): { isLocal: boolean; isGuarded: boolean } {
  const headers = file.lines.headers(offset);
  return {
    isLocal: headers.some(({ word }) => word === 'def'),
    isGuarded: headers.some(({ word, line }) => word === 'try' && catchesImportError(file, line)),
  };
}

function catchesImportError({ lines }: AuditedFile, tryLine: number): boolean {
  const indentation = lines.indentation(tryLine);
  for (let line = tryLine + 1; line < lines.length && lines.indentation(line) >= indentation; line++) {
    if (lines.indentation(line) > indentation) continue;
    const word = lines.blockWord(line);
    if (word !== 'except') return false;
    const header = lines.text(line);
    if (/^except[\s*]*:/.test(header) || /\b(?:ImportError|ModuleNotFoundError|(?:Base)?Exception)\b/.test(header))
      return true;
  }
  return false;
}

/** Lines from the header of a class to the last of its body. */
function lineCount(file: AuditedFile, header: number): number {
  const last = file.lines.range(file.lines.blockEnd(header) - 1);
  return (
    file.position(Math.max(last.start, last.end - 1)).line - file.position(file.lines.range(header).start).line + 1
  );
}

function layerFact(buffer: SourceBuffer, text: string): LayerFact {
  const { suite } = moduleBindings(buffer);
  const { defined, imported } = boundIn(suite);
  return {
    onlyReExports: imported.length > 0 && defined.length === 0,
    reExports: imported,
    warnsWhenImported: /^(?:warnings\.)?warn\((?:[^()]|\([^()]*\))*DeprecationWarning/m.test(text),
  };
}

/**
 * The names that a suite defines itself, and those that it imports. Does not tell apart names of one letter case, such
 * as loggers.
 */
function boundIn(suite: Suite): { defined: string[]; imported: string[] } {
  const defined: string[] = [];
  const imported: string[] = [];
  for (const item of suite) {
    if (item.kind === 'branch') {
      for (const arm of item.arms) {
        const inner = boundIn(arm.suite);
        imported.push(...inner.imported);
        // The stand-in of a failed import is none of its own.
        if (arm.word !== 'except') defined.push(...inner.defined);
      }
    } else if (item.kind === 'from-import' || item.kind === 'alias') imported.push(item.name);
    else if (item.kind === 'definition' && !/^(?:logger|log|_logger|__\w+__)$/.test(item.name)) defined.push(item.name);
  }
  return { defined, imported };
}
