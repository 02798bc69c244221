import { keyPath } from './scalar.ts';
import type { Scalar } from './scalar.ts';

/**
 * How a value of a configuration is read:
 * - import: as the path of a module or an object
 * - list: as such paths, with commas or blanks between them
 * - entries: as entry points, `name = module:object`
 * - command: as a command of the shell
 * - options: as options of pytest
 * - task, logger: as the name of a task of Celery, or of a logger
 * - names: as names that stay as they are, such as those that a linter forbids
 */
export type KeyUse = 'import' | 'list' | 'entries' | 'command' | 'options' | 'task' | 'logger' | 'names';

interface KnownKey {
  /** Matches the name of the file; undefined for any. */
  readonly file?: RegExp;
  /** Matches the key path, such as `project.scripts.run` or `contracts[0].modules[1]`. */
  readonly key: RegExp;
  readonly use: KeyUse;
  /** The path is the key itself, and not its value. */
  readonly ofKey?: true;
}

const pyproject = /^pyproject\.toml$/;
const ini = /^(?:setup|tox|mypy|pytest)\.(?:cfg|ini)$|\.(?:cfg|ini)$|^\.(?:coveragerc|pylintrc|importlinter|flake8)$/;

/**
 * The keys that take import paths, by what reads them. The first that fits counts.
 *
 * Packaging: packaging.python.org/specifications/entry-points, /pyproject-toml; python-poetry.org/docs/pyproject;
 * setuptools.pypa.io/en/latest/userguide/declarative_config. mypy.readthedocs.io/en/stable/config_file.
 * docs.pytest.org/en/stable/reference/customize. pytest-django.readthedocs.io/en/latest/configuring_django.
 * coverage.readthedocs.io/en/latest/config. pycqa.github.io/isort/docs/configuration/options. docs.astral.sh/ruff/settings.
 * pylint.readthedocs.io/en/stable/user_guide/configuration. import-linter.readthedocs.io/en/stable/contract_types.
 * docs.python.org/3/library/logging.config. docs.celeryq.dev/en/stable/userguide/configuration.
 * docs.djangoproject.com/en/stable/ref/settings. alembic.sqlalchemy.org/en/latest/tutorial.
 */
const knownKeys: readonly KnownKey[] = [
  { file: pyproject, key: /^project\.(?:gui-)?scripts\.[^.]+$|^project\.entry-points\./, use: 'import' },
  { file: pyproject, key: /^tool\.poetry\.(?:scripts|plugins)\./, use: 'import' },
  { file: pyproject, key: /^build-system\.build-backend$|^tool\.setuptools\.dynamic\.\w+\.attr$/, use: 'import' },
  { file: ini, key: /^options\.entry_points\./, use: 'entries' },
  { file: pyproject, key: /^tool\.mypy\.(?:plugins|overrides\[\d+\]\.module)/, use: 'import' },
  { file: ini, key: /^mypy\.plugins$/, use: 'list' },
  {
    key: /^tool\.ruff\.(?:lint\.)?flake8-tidy-imports\.banned-|^(?:lint\.)?flake8-tidy-imports\.banned-/,
    use: 'names',
  },
  { key: /^tool\.ruff\.(?:lint\.)?flake8-tidy-imports\.banned-/, use: 'names', ofKey: true },
  { key: /(?:^|\.)(?:pytest|tool:pytest|ini_options)\.addopts(?:\[|$)/, use: 'options' },
  {
    key: /(?:^|\.)(?:pytest|tool:pytest|ini_options)\.(?:DJANGO_SETTINGS_MODULE|django_settings_module)$/i,
    use: 'import',
  },
  { key: /^(?:tool\.coverage\.run|run|coverage:run)\.(?:source|source_pkgs|plugins)(?:\[|$)/, use: 'list' },
  {
    key: /(?:^|\.)(?:isort|settings)\.(?:known_\w+|known-[\w-]+|forced_separate|default_section)(?:\[|$)/,
    use: 'list',
  },
  { key: /(?:^|\.)(?:ignored-modules|load-plugins|extension-pkg-(?:allow-list|whitelist))(?:\[|$)/, use: 'list' },
  {
    key: /(?:^|\.)(?:importlinter\b.*|contracts\[\d+\])\.?(?:root_packages?|modules|source_modules|forbidden_modules|layers|containers|independent_modules|allowed_importers|protected_modules)(?:\[|$)/,
    use: 'list',
  },
  { key: /(?:^|\.)(?:handlers|formatters|filters)\.[^.]+\.(?:class|\(\)|factory)$/, use: 'import' },
  { file: ini, key: /^(?:handler|formatter)_\w+\.class$/, use: 'import' },
  { file: ini, key: /^logger_\w+\.qualname$/, use: 'logger' },
  { key: /(?:^|\.)loggers\."?[^"]+"?$/, use: 'logger', ofKey: true },
  { key: /(?:^|\.)(?:beat_schedule|CELERY_BEAT_SCHEDULE|CELERYBEAT_SCHEDULE)\..*\.task$/, use: 'task' },
  {
    key: /(?:^|\.)(?:task_routes|CELERY_TASK_ROUTES|CELERY_ROUTES|task_annotations)\."?[^"]+"?$/,
    use: 'task',
    ofKey: true,
  },
  { key: /(?:^|\.)(?:celery|CELERY)(?:\.|_)(?:include|imports|INCLUDE|IMPORTS)(?:\[|$)/, use: 'list' },
  {
    key: /(?:^|\.)(?:DJANGO_SETTINGS_MODULE|ROOT_URLCONF|WSGI_APPLICATION|ASGI_APPLICATION|AUTH_USER_MODEL_CLASS|EMAIL_BACKEND|FILE_UPLOAD_HANDLERS|SESSION_ENGINE|SESSION_SERIALIZER|MESSAGE_STORAGE|TEST_RUNNER|URLCONF|KEY_FUNCTION|CSRF_FAILURE_VIEW|FORM_RENDERER|SIGNING_BACKEND|EXCEPTION_HANDLER)(?:\[|$)/,
    use: 'import',
  },
  {
    key: /(?:^|\.)(?:INSTALLED_APPS|MIDDLEWARE|MIDDLEWARE_CLASSES|AUTHENTICATION_BACKENDS|PASSWORD_HASHERS|context_processors|DATABASE_ROUTERS|STATICFILES_FINDERS|DEFAULT_\w+_CLASS(?:ES)?)(?:\[|$)/,
    use: 'import',
  },
  { key: /(?:^|\.)paste\.\w+_factory$/, use: 'import' },
  {
    key: /(?:^|\.)(?:run|script|scripts\.[^.[]+|command|entrypoint|cmd|commands|args|before_script|after_script|before_install|install|test)(?:\[\d+\])*$/,
    use: 'command',
  },
];

/** How the value is read; undefined where nobody knows. @param file the name of the file, without its folder */
export function useOfKey(file: string, { keys, isKey }: Pick<Scalar, 'keys' | 'isKey'>): KeyUse | undefined {
  const path = keyPath(keys);
  const known = knownKeys.find(
    ({ file: of, key, ofKey = false }) => ofKey === isKey && key.test(path) && (of === undefined || of.test(file)),
  );
  return known?.use;
}
