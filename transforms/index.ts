import { fromImport } from './python/from-import.ts';
import { moduleImport } from './python/module-import.ts';
import type { PythonTransform } from './python/python-file.ts';
import { starImport } from './python/star-import.ts';
import { stringTarget } from './python/string-target.ts';

/** Every transform, in the order in which they look at a file. */
export const pythonTransforms: readonly PythonTransform[] = [fromImport, moduleImport, starImport, stringTarget];
