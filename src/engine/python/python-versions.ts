import { textOfFile } from '../../regular-file.ts';

/** Versions of Python 3, by their second number: from the first to the last that a project is for. */
export interface PythonVersions {
  readonly first: number;
  readonly last: number;
}

/** The places where a project says which versions it is for. */
const statements: readonly (readonly [file: string, pattern: RegExp])[] = [
  ['pyproject.toml', /^requires-python[ \t]{0,20}=[ \t]{0,20}["']([^"'\n]{0,200})["']/m],
  ['pyproject.toml', /^python[ \t]{0,20}=[ \t]{0,20}["']([^"'\n]{0,200})["']/m],
  ['setup.cfg', /^python_requires[ \t]{0,20}=([^\n]{0,200})/m],
  ['setup.py', /\bpython_requires[ \t]{0,20}=[ \t]{0,20}["']([^"'\n]{0,200})["']/],
];

/** The versions that the files in the root say, of those that are known; undefined where none says a first one. */
export function statedVersions(root: string, known: PythonVersions): PythonVersions | undefined {
  for (const [file, pattern] of statements) {
    const [, stated] = pattern.exec(textOfFile(`${root}/${file}`) ?? '') ?? [];
    const [, first] = /(?:>=|~=|\^|==)\s*3\.(\d+)/.exec(stated ?? '') ?? [];
    if (first === undefined) continue;
    const [, below] = /<\s*3\.(\d+)/.exec(stated ?? '') ?? [];
    const [, only] = /==\s*3\.(\d+)/.exec(stated ?? '') ?? [];
    const last = only === undefined ? (below === undefined ? known.last : Number(below) - 1) : Number(only);
    const versions = { first: Math.max(Number(first), known.first), last: Math.min(last, known.last) };
    return versions.first <= versions.last ? versions : undefined;
  }
  return undefined;
}
