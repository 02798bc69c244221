import { readdirSync } from 'node:fs';
import { readRegularFile } from '../../regular-file.ts';

/** Modules of the standard library of some version of Python, by `sys.stdlib_module_names`. */
const standardLibrary = new Set(
  `abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar
  cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars
  copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum
  errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc genericpath getopt getpass gettext glob
  graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword
  lib2to3 linecache locale logging lzma macpath mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing
  netrc nis nntplib ntpath numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform
  plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pyexpat queue quopri random re readline
  reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket
  socketserver spwd sqlite3 ssl stat statistics string stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny
  tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty
  turtle types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml
  xmlrpc zipapp zipfile zipimport zlib zoneinfo`.split(/\s+/),
);

/** Files that say which packages a project needs. */
const requirementFiles =
  /^(?:pyproject\.toml|setup\.(?:py|cfg)|Pipfile|.*(?:requirements|constraints).*\.(?:txt|in)|environment\.ya?ml)$/;

/** Tells whether something in the root says that a top-level module is an installed one, which no source root need hold. */
export function installedPackages(root: string): (module: string) => boolean {
  let requirements: string | undefined;
  let environment: ReadonlySet<string> | undefined;
  return (module) => {
    if (standardLibrary.has(module)) return true;
    environment ??= new Set(['.venv', 'venv', 'env'].flatMap((folder) => sitePackages(`${root}/${folder}`)));
    if (environment.has(module) || environment.has(`${module}.py`)) return true;
    requirements ??= [root, `${root}/requirements`]
      .flatMap((folder) =>
        namesIn(folder)
          .filter((name) => requirementFiles.test(name))
          .map((name) => `${folder}/${name}`),
      )
      .map(textOf)
      .join('\n');
    return isRequired(module, requirements);
  };
}

/** `name>=1`, a line with the name alone, `name = "^1"`, and `dependencies = ["name"]`. */
function isRequired(module: string, requirements: string): boolean {
  const name = module.replace(/_/g, '[-_.]');
  const version = String.raw`(?<![\w.-])${name}(?:\[[^\][]*\])?\s*(?:[<>=!~]=|[<>@])`;
  const line = String.raw`^[ \t-]*${name}[ \t]*(?:[#;].*)?$|^${name}\s*=\s*["'{]`;
  const list = String.raw`(?:dependencies|_requires?)\s*=\s*\[[^\][]*["']${name}["']`;
  return new RegExp(`${version}|${line}|${list}`, 'im').test(requirements);
}

function sitePackages(environment: string): string[] {
  const libraries = [
    `${environment}/Lib/site-packages`,
    ...namesIn(`${environment}/lib`).map((name) => `${environment}/lib/${name}/site-packages`),
  ];
  return libraries.flatMap(namesIn);
}

/** The names in a folder; none if there is no such folder. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readRegularFile(file).toString('utf8');
  } catch {
    return '';
  }
}
