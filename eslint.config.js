import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: [
      'dist',
      'coverage',
      '__testfixtures__',
      'src/native/assembly',
      'src/native/webassembly.d.ts',
      'src/report/html/page-asset.js',
      'src/report/html/page-packages.js',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './src/report/html/page/tsconfig.json'] } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      // A comment names its subject first.
      'no-warning-comments': [
        'error',
        {
          terms: ['what', 'of', 'those', 'says', 'takes', 'whether', 'as'],
          location: 'start',
          decoration: ['*'],
        },
      ],
    },
  },
  {
    // What is read may be hostile: no pattern may take more than linear time.
    files: ['src/**', 'transforms/**', 'scripts/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    // A syntax tree has hundreds of kinds of node, of which a function handles a few.
    files: ['src/parse/javascript/*.ts', 'transforms/javascript/**/*.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/bin.cjs'],
    languageOptions: {
      ecmaVersion: 5,
      sourceType: 'script',
      globals: { process: 'readonly', console: 'readonly', require: 'readonly' },
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly' } },
  },
);
