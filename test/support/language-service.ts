import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The answer of TypeScript about a folder, as an editor would show it. */
export interface Judged {
  /** Errors of each file, as `file: message`. */
  readonly errors: readonly string[];
  /** Texts that are struck through, as `file:line text`. */
  readonly deprecated: readonly string[];
}

/** Ask TypeScript's language service about files of a folder. */
export function judgedByTypeScript(folder: string, files: readonly string[], options: ts.CompilerOptions = {}): Judged {
  const settings: ts.CompilerOptions = {
    strict: true,
    allowJs: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    types: [],
    jsx: ts.JsxEmit.Preserve,
    ...options,
  };
  const absolute = files.map((file) => path.join(folder, file));
  const service = ts.createLanguageService({
    getScriptFileNames: () => absolute,
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) =>
      existsSync(file) ? ts.ScriptSnapshot.fromString(readFileSync(file, 'utf8')) : undefined,
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => settings,
    getDefaultLibFileName: (wanted) => ts.getDefaultLibFilePath(wanted),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: (file) => ts.sys.readFile(file),
  });
  const shown = (file: string): string => path.relative(folder, file);
  return {
    errors: absolute.flatMap((file) =>
      [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map(
        ({ messageText }) => `${shown(file)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      ),
    ),
    deprecated: absolute.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return service
        .getSuggestionDiagnostics(file)
        .filter(({ reportsDeprecated }) => reportsDeprecated !== undefined)
        .map(({ start, length }) => {
          const line = text.slice(0, start).split('\n').length;
          return `${shown(file)}:${String(line)} ${text.slice(start, start + length)}`;
        });
    }),
  };
}
