import path from 'node:path';
import type { JavaScriptResolver } from '../../resolve/javascript/javascript-resolver.ts';
import type { OpenJavaScriptProject } from './javascript-project.ts';
import { remember } from '../remember.ts';

/**
 * Warns of each `jsxImportSource` in a configuration of TypeScript that leads to a legacy module: every element imports it, and
 * no text of their files says so. Configurations are not edited.
 * @returns to be called with each folder of files
 */
export function jsxSettings(project: OpenJavaScriptProject, resolver: JavaScriptResolver): (folder: string) => void {
  const ofTsconfig = remember((file: string): true => {
    const source = project.tsconfigsNear(path.dirname(file)).find((one) => one.path === file)?.options.jsxImportSource;
    const meaning = typeof source === 'string' ? resolver.module(file, `${source}/jsx-runtime`) : undefined;
    const place = path.relative(project.root, file).split(path.sep).join('/');
    if (meaning?.isCanonical === false)
      project.warn(
        `${place}: jsxImportSource is ${JSON.stringify(source)}, so every element imports the legacy ${meaning.label}: change it there by hand`,
      );
    return true;
  });
  return remember((folder: string) => {
    for (const tsconfig of project.tsconfigsNear(folder)) ofTsconfig(tsconfig.path);
  });
}
