import path from 'node:path';
import type { Config } from '../../model/config.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { quotedTexts } from '../../parse/javascript/specifiers-in-text.ts';
import { JavaScriptMap } from '../../resolve/javascript/javascript-map.ts';
import { JavaScriptResolver } from '../../resolve/javascript/javascript-resolver.ts';
import { readIntoBuffer } from '../read-file.ts';
import { JavaScriptPrefilter } from './javascript-prefilter.ts';
import { openJavaScriptProject } from './javascript-project.ts';

/** Longer texts are no paths. */
const LONGEST = 1000;
/** A path without quotes around it. */
const bare = /(?:\burl\(\s*|\b(?:src|href)\s*=\s*)([^\s"'()<>]+)/g;

/** The pages and styles among the files whose text names a legacy module of JavaScript. They are not read beyond that. */
export function pagesNaming(config: Config, files: readonly string[], contents: PlanRequest['contents']): string[] {
  const project = openJavaScriptProject(config);
  const map = new JavaScriptMap(config.javascript, project);
  const prefilter = new JavaScriptPrefilter(config.javascript, map, project);
  const resolver = new JavaScriptResolver(map, project);
  const buffer = SourceBuffer.create();
  const isLegacy = (importer: string, specifier: string): boolean => {
    const meaning = resolver.module(importer, specifier);
    return meaning !== undefined && !meaning.isCanonical && !meaning.isGuess;
  };
  return files.filter((file) => {
    if (readIntoBuffer(buffer, config.root, file, contents) !== 'read') return false;
    const importer = path.join(project.root, file);
    if (!prefilter.passes(buffer, importer)) return false;
    const isWanted = (text: string): boolean => text.length < LONGEST && prefilter.mayName(importer, text);
    const text = buffer.bytes.toString('utf8');
    const quoted = quotedTexts(text, isWanted, prefilter.pattern(importer)).map((found) => found.text);
    const unquoted = Array.from(text.matchAll(bare), ([, found = '']) => found).filter(isWanted);
    return [...new Set([...quoted, ...unquoted])].some((found) => {
      if (isLegacy(importer, found)) return true;
      // A page names what is beside it without dots, and what the site serves from its root by a slash.
      if (found.startsWith('/'))
        return rootsOf(file).some((root) => isLegacy(path.join(project.root, root), `.${found}`));
      return /[./]/.test(found) && !found.startsWith('.') && isLegacy(importer, `./${found}`);
    });
  });
}

/** A file in each folder that may be the root of the site: all around the page. */
function rootsOf(file: string): string[] {
  const parts = file.split('/');
  return parts.map((_, k) => [...parts.slice(0, k), 'page'].join('/'));
}
