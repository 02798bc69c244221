import { callSite } from './call-site.ts';
import { dynamicImport } from './dynamic-import.ts';
import { exportFrom } from './export-from.ts';
import { importDeclaration } from './import-declaration.ts';
import type { JavaScriptTransform } from './javascript-file.ts';
import { jsdocImport } from './jsdoc-import.ts';
import { jsxImportSource } from './jsx-import-source.ts';
import { moduleAugmentation } from './module-augmentation.ts';
import { moduleMock } from './module-mock.ts';
import { requireCall } from './require-call.ts';
import { urlImport } from './url-import.ts';

/** Every transform of JavaScript and TypeScript, in the order in which they look at a file. */
export const javascriptTransforms: readonly JavaScriptTransform[] = [
  importDeclaration,
  exportFrom,
  requireCall,
  dynamicImport,
  jsdocImport,
  jsxImportSource,
  moduleMock,
  moduleAugmentation,
  urlImport,
  callSite,
];
