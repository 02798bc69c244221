/** Migrations that other projects went through, as `npm run migrations` lays and tries them. */
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { UserConfig, UserMapEntry } from '../src/index.ts';
import type { ForeignPackage } from './foreign-packages.ts';
import { pythonTests, typeErrors } from './foreign-tests.ts';

export interface ForeignMigration {
  readonly name: string;
  readonly packages: Readonly<Record<string, ForeignPackage>>;
  readonly config: UserConfig;
  /** Puts the tree together from the unpacked packages; the tree is not there before. */
  readonly lay: (tree: string, from: (name: string) => string) => void;
  /** Puts together the tree that its tests still passed on, where the one that is migrated has files moved already. */
  readonly layOriginal?: (tree: string, from: (name: string) => string) => void;
  /** The result of the project's own tests or types, without what differs from run to run; undefined where they cannot be run. */
  readonly tests?: (tree: string, store: string) => string | undefined;
}

const release = (kind: ForeignPackage['kind'], name: string, version: string): ForeignPackage => ({
  kind,
  name,
  version,
});

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}

/** Move a file or folder of the tree; what is there already stays beside it. */
function move(tree: string, from: string, to: string): void {
  cpSync(path.join(tree, from), path.join(tree, to), { recursive: true });
  rmSync(path.join(tree, from), { recursive: true });
}

/** The discovery components hand the names on by `__getattr__` and warn: only their owner can say that they are the same. */
function serviceInfos(component: string, names: string): UserMapEntry[] {
  return names.split(' ').map((name) => ({
    canonical: `homeassistant.helpers.service_info.${component}:${name}`,
    legacy: [`homeassistant.components.${component}:${name}`],
    replaces: true,
  }));
}

/** 2025.1 as it stood when 2025.2 moved what integrations are told of a discovered device. */
const homeAssistant: ForeignMigration = {
  name: 'home-assistant',
  packages: {
    before: release('wheel', 'homeassistant', '2025.1.4'),
    moved: release('wheel', 'homeassistant', '2025.2.5'),
  },
  config: {
    python: {
      map: [
        ...serviceInfos('dhcp', 'DhcpServiceInfo'),
        ...serviceInfos('usb', 'UsbServiceInfo'),
        ...serviceInfos('zeroconf', 'ZeroconfServiceInfo ATTR_PROPERTIES_ID'),
        ...serviceInfos('ssdp', 'SsdpServiceInfo ATTR_ST ATTR_NT ATTR_UPNP_DEVICE_TYPE ATTR_UPNP_FRIENDLY_NAME'),
        ...serviceInfos('ssdp', 'ATTR_UPNP_MANUFACTURER ATTR_UPNP_MANUFACTURER_URL ATTR_UPNP_MODEL_DESCRIPTION'),
        ...serviceInfos('ssdp', 'ATTR_UPNP_MODEL_NAME ATTR_UPNP_MODEL_NUMBER ATTR_UPNP_MODEL_URL ATTR_UPNP_SERIAL'),
        ...serviceInfos('ssdp', 'ATTR_UPNP_SERVICE_LIST ATTR_UPNP_UDN ATTR_UPNP_UPC ATTR_UPNP_PRESENTATION_URL'),
      ],
    },
  },
  lay(tree, from) {
    copy(path.join(from('before'), 'homeassistant'), path.join(tree, 'homeassistant'));
    for (const component of ['dhcp', 'ssdp', 'usb', 'zeroconf'])
      for (const part of [`components/${component}`, `helpers/service_info/${component}.py`])
        copy(path.join(from('moved'), 'homeassistant', part), path.join(tree, 'homeassistant', part));
  },
};

const wagtailMap: UserMapEntry[] = [
  { canonical: 'wagtail', legacy: ['wagtail.core'] },
  { canonical: 'wagtail.coreutils', legacy: ['wagtail.core.utils'] },
  { canonical: 'wagtail.admin.panels', legacy: ['wagtail.admin.edit_handlers'] },
];

/** Wagtail's own sources on the day that its core moved a level up. */
const wagtail: ForeignMigration = {
  name: 'wagtail',
  packages: { wagtail: release('wheel', 'wagtail', '2.16.3') },
  config: {
    python: {
      map: [
        ...wagtailMap,
        { canonical: 'wagtail.coresites', legacy: ['wagtail.core.sites'] },
        { canonical: 'wagtail.test', legacy: ['wagtail.tests'] },
      ],
    },
  },
  lay(tree, from) {
    copy(path.join(from('wagtail'), 'wagtail'), path.join(tree, 'wagtail'));
    move(tree, 'wagtail/tests', 'wagtail/test');
    rmSync(path.join(tree, 'wagtail/core/tests'), { recursive: true });
    rmSync(path.join(tree, 'wagtail/core/__init__.py'));
    move(tree, 'wagtail/core/utils.py', 'wagtail/coreutils.py');
    // There is a package of that name above already.
    move(tree, 'wagtail/core/sites.py', 'wagtail/coresites.py');
    move(tree, 'wagtail/core', 'wagtail');
    move(tree, 'wagtail/admin/edit_handlers.py', 'wagtail/admin/panels.py');
  },
};

/** Sites and plug-ins of that time, with the release in which the old paths hand the names on. */
const wagtailSites: ForeignMigration = {
  name: 'wagtail-sites',
  packages: {
    wagtail: release('wheel', 'wagtail', '3.0.3'),
    localize: release('wheel', 'wagtail-localize', '1.1.1'),
    codered: release('wheel', 'coderedcms', '0.22.3'),
  },
  config: { exclude: ['site/**'], python: { sourceRoots: ['.', 'site'], map: wagtailMap } },
  lay(tree, from) {
    copy(path.join(from('wagtail'), 'wagtail'), path.join(tree, 'site/wagtail'));
    copy(path.join(from('localize'), 'wagtail_localize'), path.join(tree, 'wagtail_localize'));
    copy(path.join(from('codered'), 'coderedcms'), path.join(tree, 'coderedcms'));
  },
};

const celeryRelease = release('sdist', 'celery', '5.4.0');

function layCelery(tree: string, from: (name: string) => string): void {
  const folder = path.join(from('celery'), 'celery-5.4.0');
  for (const part of ['celery', 't', 'examples', 'docs', 'extra', 'setup.py', 'setup.cfg', 'pyproject.toml'])
    copy(path.join(folder, part), path.join(tree, part));
}

const celeryTests = (folders: readonly string[]) => (tree: string, store: string) =>
  pythonTests(tree, store, {
    environment: 'celery',
    requirements: [
      'celery==5.4.0',
      'pytest==8.1.1',
      'pytest-celery<1',
      'pytest-subtests==0.12.1',
      'pytest-click==1.1.0',
    ],
    tests: folders,
  });

/** A package that everything in celery imports gets a new name. */
const celeryUtils: ForeignMigration = {
  name: 'celery-utils',
  packages: { celery: celeryRelease },
  config: { python: { map: [{ canonical: 'celery.support', legacy: ['celery.utils'] }] } },
  layOriginal: layCelery,
  lay(tree, from) {
    layCelery(tree, from);
    renameSync(path.join(tree, 'celery/utils'), path.join(tree, 'celery/support'));
  },
  tests: celeryTests(['t/unit/utils', 't/unit/app', 't/unit/tasks']),
};

/** The whole of celery under another name, in its tests, too. */
const celeryTopLevel: ForeignMigration = {
  name: 'celery-top-level',
  packages: { celery: celeryRelease },
  config: { python: { map: [{ canonical: 'selleri', legacy: ['celery'] }] } },
  layOriginal: layCelery,
  lay(tree, from) {
    layCelery(tree, from);
    renameSync(path.join(tree, 'celery'), path.join(tree, 'selleri'));
  },
  tests: celeryTests(['t/unit/utils', 't/unit/app', 't/unit/tasks']),
};

/** Material-UI 4 to 5 in the interface of react-admin: packages with new names, and styles in one of their own. */
const reactAdmin: ForeignMigration = {
  name: 'react-admin',
  packages: { interface: release('npm', 'ra-ui-materialui', '3.19.12') },
  config: {
    javascript: {
      map: [
        ...['makeStyles', 'withStyles', 'createStyles', 'WithStyles', 'ClassNameMap', 'useTheme'].map((name) => ({
          canonical: name === 'useTheme' ? `@mui/material/styles#useTheme` : `@mui/styles#${name}`,
          legacy: [`@material-ui/core/styles#${name}`, `@material-ui/core#${name}`],
          external: true,
          replaces: true,
        })),
        ...[
          ['@mui/material', '@material-ui/core'],
          ['@mui/icons-material', '@material-ui/icons'],
          ['@mui/styles', '@material-ui/styles'],
        ].map(([canonical = '', legacy = '']) => ({ canonical, legacy: [legacy], external: true, replaces: true })),
      ],
    },
  },
  lay(tree, from) {
    for (const part of ['src', 'package.json'])
      copy(path.join(from('interface'), 'package', part), path.join(tree, part));
  },
};

/** rxjs hands out its operators itself since 7.2: nothing of the types may change. */
const rxjsOperators: ForeignMigration = {
  name: 'rxjs-operators',
  packages: {
    observable: release('npm', 'redux-observable', '2.0.0'),
  },
  config: {
    javascript: { map: [{ canonical: 'rxjs', legacy: ['rxjs/operators'], external: true }] },
  },
  lay(tree, from) {
    for (const part of ['src', 'package.json'])
      copy(path.join(from('observable'), 'package', part), path.join(tree, part));
  },
  tests: (tree, store) => typeErrors(tree, store, { environment: 'rxjs', requirements: ['rxjs@7.8.1', 'redux@4.2.1'] }),
};

export const foreignMigrations: readonly ForeignMigration[] = [
  homeAssistant,
  wagtail,
  wagtailSites,
  celeryUtils,
  celeryTopLevel,
  reactAdmin,
  rxjsOperators,
];
