import path from 'node:path';
import { describe, test } from '@jest/globals';
import ts from 'typescript';
import { expectForm } from '../support/map-forms.ts';
import type { MapForm } from '../support/map-forms.ts';

/** The errors that TypeScript finds in the tree, without their places. */
function typeErrors(folder: string): string {
  const file = path.join(folder, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (at) => ts.sys.readFile(at)) as { readonly config: unknown };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram(fileNames, { ...options, noEmit: true, types: [] });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ code, messageText }) => `${code} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)
    .sort()
    .join('\n');
}

const tsconfig = JSON.stringify({
  compilerOptions: {
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    strict: true,
    jsx: 'preserve',
    esModuleInterop: true,
    paths: { '@/*': ['./src/*'] },
  },
  include: ['src', 'types.d.ts'],
});

const forms: Readonly<Record<string, MapForm>> = {
  'a placeholder with names': {
    config: {
      javascript: {
        map: [{ canonical: './src/types#{Name}', legacy: ['./src/old#Old{Name}'], names: ['A', 'B'], replaces: true }],
      },
    },
    files: {
      'tsconfig.json': tsconfig,
      'src/types.ts': 'export class A {}\nexport class B {}\n',
      'src/old.ts': 'export class OldA {}\nexport class OldB {}\nexport class OldC {}\n',
      'src/use.ts': "import { OldA, OldB, OldC } from './old';\n\nexport const seen = [OldA, OldB, OldC];\n",
    },
    after: {
      'src/use.ts':
        "import { OldC } from './old';\nimport { A as OldA, B as OldB } from './types';\n\nexport const seen = [OldA, OldB, OldC];\n",
    },
  },
  'one segment of the path of a package, trusted': {
    config: {
      javascript: {
        map: [{ canonical: '@mui/material/{path}', legacy: ['@material-ui/core/{path}'], external: 'trusted' }],
      },
    },
    files: {
      'tsconfig.json': tsconfig,
      'types.d.ts': "declare module '@mui/material/*';\ndeclare module '@material-ui/core/*';\n",
      'src/use.ts':
        "import Button from '@material-ui/core/Button';\nimport deep from '@material-ui/core/styles/deep';\n\nexport const seen = [Button, deep, import('@material-ui/core/Icon')];\n",
    },
    after: {
      'src/use.ts':
        "import Button from '@mui/material/Button';\nimport deep from '@material-ui/core/styles/deep';\n\nexport const seen = [Button, deep, import('@mui/material/Icon')];\n",
    },
  },
  'several segments of a folder, however files spell them': {
    config: { javascript: { map: [{ canonical: '@/new/{path...}', legacy: ['./src/old/{path...}'] }] } },
    files: {
      'tsconfig.json': tsconfig,
      'src/new/a.ts': 'export const a = 1;\n',
      'src/new/in/b.ts': 'export const b = 1;\n',
      'src/old/a.ts': "export { a } from '../new/a';\n",
      'src/old/in/b.ts': "export { b } from '../../new/in/b';\n",
      'src/old/near.ts': "export { a } from './a';\n",
      'src/use.ts': "import { a } from './old/a';\nimport { b } from '@/old/in/b';\n\nexport const seen = [a, b];\n",
    },
    after: {
      'src/old/near.ts': "export { a } from '@/new/a';\n",
      'src/use.ts': "import { a } from '@/new/a';\nimport { b } from '@/new/in/b';\n\nexport const seen = [a, b];\n",
    },
  },
  'only, except and when': {
    config: {
      javascript: {
        map: [
          { canonical: './src/types#A', legacy: ['./src/old#A'], except: ['src/tests/**'] },
          { canonical: './src/types#B', legacy: ['./src/old#B'], when: 'type-checking' },
        ],
      },
    },
    files: {
      'tsconfig.json': tsconfig,
      'src/types.ts': 'export class A {}\nexport class B {}\n',
      'src/old.ts': "export * from './types';\n",
      'src/tests/one.ts': "import { A } from '../old';\n\nexport const seen = [A];\n",
      'src/use.ts': "import { A, B } from './old';\n\nexport const seen = [A, B];\n",
      'src/types-only.ts': "import type { B } from './old';\n\nexport type Seen = B;\n",
    },
    after: {
      'src/use.ts': "import { B } from './old';\nimport { A } from './types';\n\nexport const seen = [A, B];\n",
      'src/types-only.ts': "import type { B } from './types';\n\nexport type Seen = B;\n",
    },
  },
  'an export that becomes a whole module': {
    config: { javascript: { map: [{ canonical: './src/font#*', legacy: ['./src/pkg#Font'] }] } },
    files: {
      'tsconfig.json': tsconfig,
      'src/font.ts': 'export const load = 1;\nexport type Source = string;\n',
      'src/pkg.ts': "export * as Font from './font';\nexport const other = 1;\n",
      'src/again.ts': "export { Font as Exported } from './pkg';\n",
      'src/use.ts':
        "import { Font, other } from './pkg';\n\nconst source: Font.Source = '';\nexport const seen = [Font.load, other, source];\n",
      'src/whole.ts': "export const seen = async () => (await import('./pkg')).Font;\n",
    },
    after: {
      'src/again.ts': "export * as Exported from './font';\n",
      'src/use.ts':
        "import { other } from './pkg';\nimport * as Font from './font';\n\nconst source: Font.Source = '';\nexport const seen = [Font.load, other, source];\n",
    },
    refused: ['dynamic-use'],
  },
  'a module as an object that becomes an export': {
    config: { javascript: { map: [{ canonical: './src/pkg#Font', legacy: ['./src/font#*'] }] } },
    files: {
      'tsconfig.json': tsconfig,
      'src/font.ts': 'export const load = 1;\n',
      'src/pkg.ts': "export * as Font from './font';\n",
      'src/again.ts': "export * as Again from './font';\n",
      'src/names.ts': "import { load } from './font';\n\nexport const seen = [load];\n",
      'src/use.ts': "import * as F from './font';\n\nexport const seen = [F.load];\n",
    },
    after: {
      'src/again.ts': "export { Font as Again } from './pkg';\n",
      'src/use.ts': "import { Font as F } from './pkg';\n\nexport const seen = [F.load];\n",
    },
    refused: ['target-not-exported'],
  },
  'every name of a barrel onto the file that defines it': {
    config: { javascript: { map: [{ canonical: 'definition', legacy: ['./src/ui#*'] }] } },
    files: {
      'tsconfig.json': tsconfig,
      'src/ui/index.ts':
        "export * from './button';\nexport { default as Link } from './link';\nexport const own = 1;\n",
      'src/ui/button.ts': 'export const Button = 1;\nexport type Props = string;\n',
      'src/ui/link.ts': 'export default function Link() {}\n',
      'src/use.ts':
        "import { Button, Link, own, type Props } from './ui';\n\nexport const seen: (Props | unknown)[] = [Button, Link, own];\n",
    },
    after: {
      'src/use.ts':
        "import { own } from './ui';\nimport { Button, type Props } from './ui/button';\nimport Link from './ui/link';\n\nexport const seen: (Props | unknown)[] = [Button, Link, own];\n",
    },
    refused: [],
  },
  'every definition behind a barrel onto the barrel': {
    config: { javascript: { map: [{ canonical: '@/ui#*', legacy: ['definition'] }] } },
    files: {
      'tsconfig.json': tsconfig,
      'src/ui/index.ts': "export * from './button';\nexport { default as Link } from './link';\n",
      'src/ui/button.ts': 'export const Button = 1;\n',
      'src/ui/link.ts': 'export default function Link() {}\n',
      'src/use.ts':
        "import { Button } from './ui/button';\nimport Link from './ui/link';\n\nexport const seen = [Button, Link];\n",
    },
    after: { 'src/use.ts': "import { Button, Link } from '@/ui';\n\nexport const seen = [Button, Link];\n" },
    refused: [],
  },
  'the default export of a lazy component becomes a named one': {
    config: {
      javascript: { map: [{ canonical: './src/new#View', legacy: ['./src/old#default'] }] },
    },
    files: {
      'tsconfig.json': tsconfig,
      'types.d.ts':
        "declare module 'react' {\n  export function lazy(load: () => Promise<{ default: () => string }>): void;\n}\n",
      'src/new.ts': "export const View = () => '';\n",
      'src/old.ts': "export { View as default } from './new';\n",
      'src/use.ts':
        "import { lazy } from 'react';\n\nconst other = (load: unknown) => load;\nexport const seen = [\n  lazy(() => import('./old')),\n  lazy(async () => {\n    return import('./old');\n  }),\n  other(() => import('./old')),\n];\n",
    },
    after: {
      'src/use.ts':
        "import { lazy } from 'react';\n\nconst other = (load: unknown) => load;\nexport const seen = [\n  lazy(() => import('./new').then((m) => ({ default: m.View }))),\n  lazy(async () => {\n    return import('./new').then((m) => ({ default: m.View }));\n  }),\n  other(() => import('./old')),\n];\n",
    },
    refused: ['dynamic-use'],
  },
  'properties of an export, and of a default export': {
    config: {
      javascript: {
        map: [
          { canonical: 'prop-types#default', legacy: ['react#default.PropTypes'], external: 'trusted' },
          { canonical: './src/new#Name', legacy: ['./src/client#Namespace.Name'], replaces: true },
        ],
      },
    },
    files: {
      'tsconfig.json': tsconfig,
      'types.d.ts': "declare module 'react';\ndeclare module 'prop-types';\n",
      'src/client.ts': 'export const Namespace = { Name: 1, Other: 2 };\n',
      'src/new.ts': 'export const Name = 1;\n',
      'src/set.ts': "import { Namespace } from './client';\n\nNamespace.Name = 2;\n",
      'src/taken.ts':
        "import React from 'react';\n\nconst PropTypes = 1;\nexport const seen = [React.PropTypes.string, PropTypes];\n",
      'src/use.ts':
        "import React, { useState } from 'react';\nimport { Namespace } from './client';\n\nexport const seen = [React.PropTypes.string, React.version, useState, Namespace.Name, Namespace.Other, Namespace];\n",
    },
    after: {
      'src/use.ts':
        "import React, { useState } from 'react';\nimport PropTypes from 'prop-types';\nimport { Namespace } from './client';\nimport { Name } from './new';\n\nexport const seen = [PropTypes.string, React.version, useState, Name, Namespace.Other, Namespace];\n",
    },
    refused: ['dynamic-use', 'name-collision'],
  },
};

describe('forms of entries, as TypeScript sees them', () => {
  test.each(Object.entries(forms))('%s', async (_, form) => {
    await expectForm(form, typeErrors);
  });
});
