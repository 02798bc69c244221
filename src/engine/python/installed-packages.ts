import { namesInFolder, textOfFile } from '../../regular-file.ts';
import { isInStandardLibrary } from './standard-modules.ts';

/** Files that say which packages a project needs. */
const requirementFiles =
  /^(?:pyproject\.toml|setup\.(?:py|cfg)|Pipfile|.*(?:requirements|constraints).*\.(?:txt|in)|environment\.ya?ml)$/;

/** Tells whether something in the root says that a top-level module is an installed one, which no source root need hold. */
export function installedPackages(root: string): (module: string) => boolean {
  let requirements: string | undefined;
  let environment: ReadonlySet<string> | undefined;
  return (module) => {
    if (isInStandardLibrary(module)) return true;
    environment ??= new Set(['.venv', 'venv', 'env'].flatMap((folder) => sitePackages(`${root}/${folder}`)));
    if (environment.has(module) || environment.has(`${module}.py`)) return true;
    requirements ??= [root, `${root}/requirements`]
      .flatMap((folder) =>
        namesInFolder(folder)
          .filter((name) => requirementFiles.test(name))
          .map((name) => `${folder}/${name}`),
      )
      .map(textOfFile)
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
    ...namesInFolder(`${environment}/lib`).map((name) => `${environment}/lib/${name}/site-packages`),
  ];
  return libraries.flatMap(namesInFolder);
}
