/** Kinds of files, or of places in files, that hold code or dotted paths besides plain code. Each is read where it is turned on. */
export const carrierIds = [
  'stub',
  'notebook',
  'markdown',
  'rst',
  'config',
  'shell',
  'astro',
  'mdx',
  'docstring',
  'comment',
] as const;
export type CarrierId = (typeof carrierIds)[number];

/** The carriers that are on where nobody says otherwise. */
export const defaultCarriers: readonly CarrierId[] = ['stub'];

/** The carriers with files of their own. The others are ways to write Python, or places in its files. */
export type FileCarrierId = Exclude<CarrierId, 'stub' | 'docstring' | 'comment'>;

interface FileKind {
  readonly id: FileCarrierId;
  /** The noun for one of the files in messages. */
  readonly noun: string;
  readonly globs: readonly string[];
  readonly isOf: (path: string) => boolean;
}

/** Written by programs, which would write them again. */
const lockFile = /(?:^|[/.-])(?:lock|shrinkwrap)\.(?:json|ya?ml|toml)$/;
const configNames = ['.pylintrc', '.coveragerc', '.importlinter', '.flake8', 'Pipfile'];
const shellNames = ['Dockerfile', 'Containerfile', 'Makefile', 'GNUmakefile', 'Procfile'];

/** The files of each carrier, by their names. */
export const fileKinds: readonly FileKind[] = [
  {
    id: 'notebook',
    noun: 'notebook',
    globs: ['**/*.ipynb'],
    isOf: (path) => path.endsWith('.ipynb'),
  },
  {
    id: 'markdown',
    noun: 'Markdown file',
    globs: ['**/*.{md,markdown}'],
    isOf: (path) => /\.(?:md|markdown)$/.test(path),
  },
  { id: 'rst', noun: 'reStructuredText file', globs: ['**/*.rst'], isOf: (path) => path.endsWith('.rst') },
  {
    id: 'config',
    noun: 'configuration file',
    globs: ['**/*.{yaml,yml,toml,json,jsonc,ini,cfg}', ...configNames.map((name) => `**/${name}`)],
    isOf: (path) =>
      (/\.(?:yaml|yml|toml|jsonc?|ini|cfg)$/.test(path) && !lockFile.test(path)) || configNames.includes(nameOf(path)),
  },
  {
    id: 'shell',
    noun: 'shell or Docker file',
    globs: ['**/*.{sh,bash,dockerfile,mk}', '**/Dockerfile.*', ...shellNames.map((name) => `**/${name}`)],
    isOf: (path) =>
      /\.(?:sh|bash|dockerfile|mk)$/.test(path) ||
      shellNames.includes(nameOf(path)) ||
      nameOf(path).startsWith('Dockerfile.'),
  },
  { id: 'astro', noun: 'Astro file', globs: ['**/*.astro'], isOf: (path) => path.endsWith('.astro') },
  { id: 'mdx', noun: 'MDX file', globs: ['**/*.mdx'], isOf: (path) => path.endsWith('.mdx') },
];

/** The carriers whose files hold JavaScript. The others hold Python. */
export function holdsJavaScript(id: CarrierId | undefined): boolean {
  return id === 'astro' || id === 'mdx';
}

/** The carrier that the file belongs to by its name; undefined for plain code, and for files that no carrier reads. */
export function carrierOf(path: string): FileCarrierId | undefined {
  return fileKinds.find(({ isOf }) => isOf(path))?.id;
}

/** The globs of the files of these carriers. */
export function carrierGlobs(ids: readonly CarrierId[]): string[] {
  return fileKinds.flatMap(({ id, globs }) => (ids.includes(id) ? globs : []));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
