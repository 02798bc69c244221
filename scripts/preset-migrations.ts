/** Migrations by the presets that scripts/presets.py makes, each of code of that time, as `npm run migrations` lays and tries them. */
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { presetOf } from '../src/config/preset-of.ts';
import type { PresetName } from '../transforms/presets/index.ts';
import type { ForeignMigration } from './foreign-migration-list.ts';
import type { ForeignPackage } from './foreign-packages.ts';

/** A release, and the folder of it that is laid. */
type Source = readonly [kind: ForeignPackage['kind'], name: string, version: string, folder: string];

function byPreset(preset: PresetName, ...sources: readonly Source[]): ForeignMigration {
  return {
    name: `preset-${preset}`,
    packages: Object.fromEntries(sources.map(([kind, name, version]) => [name, { kind, name, version }])),
    config: presetOf(preset),
    lay(tree, from) {
      for (const [, name, , folder] of sources) {
        const target = path.join(tree, path.basename(folder));
        mkdirSync(path.dirname(target), { recursive: true });
        cpSync(path.join(from(name), folder), target, { recursive: true });
      }
    },
  };
}

const core: Source = ['npm', 'ra-core', '5.0.0', 'package/src'];

export const presetMigrations: readonly ForeignMigration[] = [
  byPreset('airflow-3', ['wheel', 'astronomer-cosmos', '1.4.0', 'cosmos']),
  byPreset('langchain-community', ['wheel', 'langchain-experimental', '0.0.40', 'langchain_experimental']),
  byPreset('django-5', ['wheel', 'django-oscar', '2.0.4', 'oscar']),
  byPreset('pydantic-2', ['wheel', 'fastapi-mail', '1.2.0', 'fastapi_mail'], ['wheel', 'fastapi', '0.95.0', 'fastapi']),
  byPreset('pep-585', ['wheel', 'fastapi', '0.95.0', 'fastapi']),
  byPreset('unittest-mock', ['wheel', 'python-openstackclient', '4.0.0', 'openstackclient']),
  byPreset(
    'six-moves',
    ['wheel', 'oslo.utils', '3.41.0', 'oslo_utils'],
    ['wheel', 'python-openstackclient', '4.0.0', 'openstackclient'],
  ),
  byPreset('mui-5', ['npm', 'ra-ui-materialui', '3.19.12', 'package/src']),
  byPreset('react-router-7', core),
  byPreset('lodash-es', core),
  byPreset('rxjs-7', ['npm', 'redux-observable', '2.0.0', 'package/src']),
];
