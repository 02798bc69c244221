import ts from 'typescript';

/** A file to parse. */
interface ParsedFile {
  readonly file: string;
  readonly bytes: Buffer;
}

/** For each file: undefined when TypeScript's own parser takes it, else why not. Components are not looked at. */
export function syntaxErrors(files: readonly ParsedFile[]): (string | undefined)[] {
  return files.map(({ file, bytes }) => {
    if (!/\.[mc]?[jt]sx?$/.test(file)) return undefined;
    const compilerOptions = { target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.Preserve, allowJs: true };
    const { diagnostics = [] } = ts.transpileModule(bytes.toString(), {
      fileName: file,
      reportDiagnostics: true,
      compilerOptions,
    });
    const [error] = diagnostics;
    return error && ts.flattenDiagnosticMessageText(error.messageText, '\n');
  });
}
