"""Writes the presets that come from tables in released packages: src/config/presets/NAME.json.

    python3 scripts/presets.py FOLDER

FOLDER holds the packages, as `pip download --no-deps` and `npm pack` leave them. docs/presets.md names the releases and the
tables in them. Nothing of the packages runs: their sources are parsed.
"""

import ast
import json
import pathlib
import re
import sys
import tarfile
import zipfile

TARGET = pathlib.Path(__file__).parent.parent / "src" / "config" / "presets"
# The package itself says that the new name is the old one.
LATEST = {"external": "trusted"}
# Another object, which can stand for the old one.
OTHER = {"external": True, "replaces": True}


def sources(folder, pattern):
    """The Python sources of a wheel: module name -> tree."""
    (wheel,) = sorted(folder.glob(pattern))
    trees = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".py"):
                module = name[: -len(".py")].replace("/", ".")
                text = archive.read(name).decode("utf-8")
                trees[re.sub(r"\.__init__$", "", module)] = ast.parse(text)
    return trees


def literal(node):
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def tables(tree, names):
    """The literal dictionaries that a module keeps under one of the names."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for target in targets:
            if isinstance(target, ast.Name) and target.id in names and node.value is not None:
                table = literal(node.value)
                if isinstance(table, dict):
                    yield table


def defined(tree):
    """The names that the top level of a module binds."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, ast.Assign):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.Dict):
            # `__lazy_imports` and its kin: the names that `__getattr__` serves.
            names.update(key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))
    return names


def entries(moves, kind=LATEST):
    """Moves, legacy symbol -> canonical symbol, as entries of a Map in a stable order."""
    by_target = {}
    for legacy, canonical in moves.items():
        if legacy != canonical:
            by_target.setdefault(canonical, []).append(legacy)
    return [{"canonical": canonical, "legacy": sorted(by_target[canonical]), **kind} for canonical in sorted(by_target)]


def without_chains(moves):
    """Moves onto what itself moves lead to the end: entries of a Map never chain."""
    ended = {}
    for legacy in moves:
        seen, at = {legacy}, moves[legacy]
        while at in moves and at not in seen:
            seen.add(at)
            at = moves[at]
        ended[legacy] = at
    return ended


def symbol(dotted):
    module, _, name = dotted.rpartition(".")
    return f"{module}:{name}"


def airflow(folder):
    """`add_deprecated_classes` in apache-airflow-core: module -> {name: new dotted name}; `*` is every other name."""
    moves = {}
    trees = sources(folder, "apache_airflow_core-*.whl")
    sdk = sources(folder, "apache_airflow_task_sdk-*.whl")
    for module, tree in trees.items():
        calls = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "add_deprecated_classes"
        ]
        for call in calls:
            table = literal(call.args[0]) if isinstance(call.args[0], ast.Dict) else None
            if table is None and isinstance(call.args[0], ast.Name):
                table = next(tables(tree, {call.args[0].id}), None)
            table = table or {}
            for key, value in table.items():
                rows = value if isinstance(value, dict) else {key: value}
                holder = f"{module}.{key}" if isinstance(value, dict) else module
                for name, new in rows.items():
                    target = new.split(":")[0] if isinstance(new, str) else None
                    if target is None or name == "*" or target.endswith("*"):
                        continue
                    moves[f"{holder}:{name}"] = symbol(target)
    # What the deprecated `airflow.models` and its kin serve from the task SDK.
    known = set(trees) | set(sdk)
    kept = {}
    for legacy, canonical in without_chains(moves).items():
        module, _, name = canonical.partition(":")
        top = module.split(".")[0:2]
        if module in known:
            tree = trees.get(module) or sdk.get(module)
            if name not in defined(tree) and f"{module}.{name}" not in known:
                continue
        elif top != ["airflow", "providers"]:
            continue
        kept[legacy] = canonical
    return kept


def langchain(folder):
    """`create_importer(__package__, deprecated_lookups=…)` in langchain: name -> new module."""
    moves = {}
    trees = sources(folder, "langchain-0.2*.whl")
    community = sources(folder, "langchain_community-0.2*.whl")
    for module, tree in trees.items():
        for table in tables(tree, {"DEPRECATED_LOOKUP", "DEPRECATED_LOOKUPS", "DEPRECATED_IMPORTS", "MODULE_LOOKUP", "module_lookup"}):
            for name, target in table.items():
                if not isinstance(target, str) or not target.startswith(("langchain_community", "langchain_core")):
                    continue
                if target.startswith("langchain_community") and not offers(community, target, name):
                    continue
                moves[f"{module}:{name}"] = f"{target}:{name}"
    for module, tree in trees.items():
        moves.update(handed_on(module, tree))
        moves.update({name: new for name, new in served(module, tree, community).items() if name not in moves})
    return moves


def served(module, tree, community):
    """The names of `__all__` that a `__getattr__` takes from one module of langchain_community."""
    getters = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "__getattr__"]
    lists = [node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]
    public = literal(lists[0]) if lists else None
    imports = [
        f"{node.module}.{alias.name}"
        for getter in getters
        for node in ast.walk(getter)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("langchain_community")
        for alias in node.names
    ]
    if len(imports) != 1 or not public:
        return {}
    bound = {alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    return {
        f"{module}:{name}": f"{imports[0]}:{name}"
        for name in public
        if name not in bound and offers(community, imports[0], name)
    }


def handed_on(module, tree):
    """The names that a module only hands on from packages that langchain was split into, as its `__all__` lists them."""
    own = {node.name for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))} - {"__getattr__"}
    lists = [node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]
    public = literal(lists[0]) if lists else None
    if own or not public:
        return {}
    return {
        f"{module}:{alias.asname or alias.name}": f"{node.module}:{alias.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("langchain_core", "langchain_text_splitters"))
        for alias in node.names
        if (alias.asname or alias.name) in public
    }


def offers(trees, module, name):
    """Does a module have a name: bound, served by its table, or a submodule of it?"""
    if f"{module}.{name}" in trees:
        return True
    return module in trees and name in defined(trees[module])


def six(folder):
    """`_moved_attributes` in six.py: where Python 3 has what `six.moves` serves."""
    (tree,) = sources(folder, "six-*.whl").values()
    moves, modules = {}, {}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        arguments = [literal(argument) for argument in node.args]
        if node.func.id == "MovedModule" and len(arguments) >= 2:
            name, old, new = arguments[0], arguments[1], arguments[2] if len(arguments) > 2 else arguments[0]
            modules[name] = new
        elif node.func.id == "MovedAttribute" and len(arguments) >= 3:
            name, _, module = arguments[:3]
            attribute = arguments[4] if len(arguments) > 4 else arguments[3] if len(arguments) > 3 else name
            moves[name] = (module, attribute or name)
    return moves, modules


def pydantic(folder):
    """`MOVED_IN_V2`, and `REMOVED_IN_V2` as symbols that somebody has to replace, in pydantic/_migration.py."""
    tree = sources(folder, "pydantic-2*.whl")["pydantic._migration"]
    moved = next(tables(tree, {"MOVED_IN_V2"}))
    (removed,) = [
        literal(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "REMOVED_IN_V2"
    ]
    moves = {old: new if ":" in new else symbol(new) for old, new in moved.items()}
    return moves, sorted(removed)


def package(folder, name):
    """The text of a file of an npm package, and the names of its files."""
    (archive,) = sorted(folder.glob(name + "-[0-9]*.tgz"))
    tar = tarfile.open(archive)
    return lambda file: tar.extractfile("package/" + file).read().decode(), [
        member.name[len("package/") :] for member in tar.getmembers()
    ]


def rxjs(folder):
    """The operators that the main module of rxjs exports from the files from which `rxjs/operators` exports them."""
    read, _ = package(folder, "rxjs")

    def exported(file):
        found = {}
        for names, source in re.findall(r"export \{ ([^}]*) \} from '([^']*)'", read(file)):
            for name in names.split(", "):
                found[name.split(" as ")[-1]] = source.replace("../", "./") + " " + name.split(" as ")[0]
        return found

    main, operators = exported("dist/types/index.d.ts"), exported("dist/types/operators/index.d.ts")
    same = {name for name in operators if main.get(name) == operators[name]}
    return {f"rxjs/operators#{name}": f"rxjs#{name}" for name in sorted(same)}, sorted(set(operators) - same)


def lodash(folder):
    """A file for each function of lodash-es: the default of `lodash/name`, and an export of the main module."""
    _, files = package(folder, "lodash-es")
    read, _ = package(folder, "lodash-es")
    names = re.findall(r"export \{ default as (\w+) \} from", read("lodash.js"))
    own = [name for name in names if f"{name}.js" in files]
    moves = {}
    for name in own:
        for legacy in (f"lodash#{name}", f"lodash/{name}#default", f"lodash.{name.lower()}#default"):
            moves[legacy] = f"lodash-es#{name}"
    moves["lodash#default"] = "lodash-es#default"
    return moves


def six_moves(folder):
    moves, modules = six(folder)
    urllib = ("parse", "error", "request", "response", "robotparser")
    symbols = {
        f"six.moves:{name}": f"{module}:{attribute}"
        for name, (module, attribute) in moves.items()
        if module is not None and not module.startswith("urllib.")
    }
    # `urllib.parse` has names for the parts of six.moves.urllib that Python 3 dropped; its modules move as they are.
    renamed = {f"six.moves.{name}": new for name, new in modules.items() if new is not None and "_dummy" not in name}
    renamed.update({f"six.moves.urllib.{part}": f"urllib.{part}" for part in urllib})
    renamed.update({f"six.moves.urllib_{part}": f"urllib.{part}" for part in ("parse", "error", "robotparser")})
    return {**symbols, **renamed, "six.moves:reload_module": "importlib:reload", "six.moves.collections_abc": "collections.abc"}


# What Airflow's guide says beyond the table: https://airflow.apache.org/docs/apache-airflow/3.0.0/installation/upgrading_to_airflow3.html
AIRFLOW_SDK = {
    "airflow:DAG": "airflow.sdk:DAG",
    "airflow:Dataset": "airflow.sdk:Asset",
    "airflow.models:DAG": "airflow.sdk:DAG",
    "airflow.models.dag:DAG": "airflow.sdk:DAG",
    "airflow.models:BaseOperator": "airflow.sdk:BaseOperator",
    "airflow.models.baseoperator:BaseOperator": "airflow.sdk:BaseOperator",
    "airflow.models.baseoperator:chain": "airflow.sdk:chain",
    "airflow.models.baseoperator:cross_downstream": "airflow.sdk:cross_downstream",
    "airflow.models:Connection": "airflow.sdk:Connection",
    "airflow.models.connection:Connection": "airflow.sdk:Connection",
    "airflow.models:Variable": "airflow.sdk:Variable",
    "airflow.models.variable:Variable": "airflow.sdk:Variable",
    "airflow.models:Param": "airflow.sdk:Param",
    "airflow.decorators:dag": "airflow.sdk:dag",
    "airflow.decorators:task": "airflow.sdk:task",
    "airflow.decorators:task_group": "airflow.sdk:task_group",
    "airflow.decorators:setup": "airflow.sdk:setup",
    "airflow.decorators:teardown": "airflow.sdk:teardown",
    "airflow.sensors.base:BaseSensorOperator": "airflow.sdk:BaseSensorOperator",
    "airflow.sensors.base:PokeReturnValue": "airflow.sdk:PokeReturnValue",
    "airflow.hooks.base:BaseHook": "airflow.sdk:BaseHook",
    "airflow.notifications.basenotifier:BaseNotifier": "airflow.sdk:BaseNotifier",
    "airflow.datasets:Dataset": "airflow.sdk:Asset",
    "airflow.datasets:DatasetAlias": "airflow.sdk:AssetAlias",
    "airflow.datasets:DatasetAll": "airflow.sdk:AssetAll",
    "airflow.datasets:DatasetAny": "airflow.sdk:AssetAny",
    "airflow.operators.bash:BashOperator": "airflow.providers.standard.operators.bash:BashOperator",
    "airflow.operators.datetime:BranchDateTimeOperator": "airflow.providers.standard.operators.datetime:BranchDateTimeOperator",
    "airflow.operators.empty:EmptyOperator": "airflow.providers.standard.operators.empty:EmptyOperator",
    "airflow.operators.dummy:DummyOperator": "airflow.providers.standard.operators.empty:EmptyOperator",
    "airflow.operators.latest_only:LatestOnlyOperator": "airflow.providers.standard.operators.latest_only:LatestOnlyOperator",
    "airflow.operators.python:PythonOperator": "airflow.providers.standard.operators.python:PythonOperator",
    "airflow.operators.python:BranchPythonOperator": "airflow.providers.standard.operators.python:BranchPythonOperator",
    "airflow.operators.python:PythonVirtualenvOperator": "airflow.providers.standard.operators.python:PythonVirtualenvOperator",
    "airflow.operators.python:ExternalPythonOperator": "airflow.providers.standard.operators.python:ExternalPythonOperator",
    "airflow.operators.python:ShortCircuitOperator": "airflow.providers.standard.operators.python:ShortCircuitOperator",
    "airflow.operators.trigger_dagrun:TriggerDagRunOperator": "airflow.providers.standard.operators.trigger_dagrun:TriggerDagRunOperator",
    "airflow.operators.weekday:BranchDayOfWeekOperator": "airflow.providers.standard.operators.weekday:BranchDayOfWeekOperator",
    "airflow.sensors.bash:BashSensor": "airflow.providers.standard.sensors.bash:BashSensor",
    "airflow.sensors.date_time:DateTimeSensor": "airflow.providers.standard.sensors.date_time:DateTimeSensor",
    "airflow.sensors.external_task:ExternalTaskSensor": "airflow.providers.standard.sensors.external_task:ExternalTaskSensor",
    "airflow.sensors.external_task:ExternalTaskMarker": "airflow.providers.standard.sensors.external_task:ExternalTaskMarker",
    "airflow.sensors.filesystem:FileSensor": "airflow.providers.standard.sensors.filesystem:FileSensor",
    "airflow.sensors.python:PythonSensor": "airflow.providers.standard.sensors.python:PythonSensor",
    "airflow.sensors.time_delta:TimeDeltaSensor": "airflow.providers.standard.sensors.time_delta:TimeDeltaSensor",
    "airflow.sensors.weekday:DayOfWeekSensor": "airflow.providers.standard.sensors.weekday:DayOfWeekSensor",
}

# The sections "Features removed" of https://docs.djangoproject.com/en/5.0/releases/3.0/ to /5.0/, and "Features deprecated" before.
DJANGO = {
    "django.utils.translation:ugettext": "django.utils.translation:gettext",
    "django.utils.translation:ugettext_lazy": "django.utils.translation:gettext_lazy",
    "django.utils.translation:ugettext_noop": "django.utils.translation:gettext_noop",
    "django.utils.translation:ungettext": "django.utils.translation:ngettext",
    "django.utils.translation:ungettext_lazy": "django.utils.translation:ngettext_lazy",
    "django.utils.encoding:force_text": "django.utils.encoding:force_str",
    "django.utils.encoding:smart_text": "django.utils.encoding:smart_str",
    "django.utils.http:urlquote": "urllib.parse:quote",
    "django.utils.http:urlquote_plus": "urllib.parse:quote_plus",
    "django.utils.http:urlunquote": "urllib.parse:unquote",
    "django.utils.http:urlunquote_plus": "urllib.parse:unquote_plus",
    "django.utils.http:is_safe_url": "django.utils.http:url_has_allowed_host_and_scheme",
    "django.utils.http:cookie_date": "django.utils.http:http_date",
    "django.utils.safestring:SafeText": "django.utils.safestring:SafeString",
    "django.utils.lru_cache:lru_cache": "functools:lru_cache",
    "django.utils.decorators:ContextDecorator": "contextlib:ContextDecorator",
    "django.utils._os:abspathu": "os.path:abspath",
    "django.conf.urls:url": "django.urls:re_path",
    "django.conf.urls:include": "django.urls:include",
    "django.contrib.postgres.fields:JSONField": "django.db.models:JSONField",
    "django.contrib.postgres.fields.jsonb:JSONField": "django.db.models:JSONField",
    "django.contrib.postgres.fields.jsonb:KeyTransform": "django.db.models.fields.json:KeyTransform",
    "django.contrib.postgres.fields.jsonb:KeyTextTransform": "django.db.models.fields.json:KeyTextTransform",
    "django.contrib.staticfiles.templatetags.staticfiles:static": "django.templatetags.static:static",
    "django.contrib.admin.templatetags.admin_static:static": "django.templatetags.static:static",
    "django.db.models.fields:FieldDoesNotExist": "django.core.exceptions:FieldDoesNotExist",
    "django.db.models.query:EmptyResultSet": "django.core.exceptions:EmptyResultSet",
    "django.db.models.sql:EmptyResultSet": "django.core.exceptions:EmptyResultSet",
    "django.db.models.sql.datastructures:EmptyResultSet": "django.core.exceptions:EmptyResultSet",
    "django.forms.utils:ValidationError": "django.core.exceptions:ValidationError",
    "django.test.runner:reorder_suite": "django.test.runner:reorder_tests",
}
DJANGO_REMOVED = {
    "django.utils.encoding:python_2_unicode_compatible": "take the decorator away: Python 3 needs none",
    "django.utils.decorators:available_attrs": "take it out of functools.wraps(view, assigned=available_attrs(view))",
    "django.utils.functional:curry": "use functools.partial, or functools.partialmethod for a method",
    "django.db.models:NullBooleanField": "use BooleanField(null=True)",
    "django.utils.timezone:utc": "use datetime.timezone.utc",
    "django.core.cache.backends.memcached:MemcachedCache": "use PyMemcacheCache or PyLibMCCache",
    "django.shortcuts:render_to_response": "use render, which takes the request first",
}

# https://peps.python.org/pep-0585/#implementation
PEP_585 = {
    **{f"typing:{name}": f"builtins:{name.lower()}" for name in ("Tuple", "List", "Dict", "Set", "FrozenSet", "Type")},
    "typing:Deque": "collections:deque",
    "typing:DefaultDict": "collections:defaultdict",
    "typing:OrderedDict": "collections:OrderedDict",
    "typing:Counter": "collections:Counter",
    "typing:ChainMap": "collections:ChainMap",
    **{
        f"typing:{name}": f"collections.abc:{name}"
        for name in (
            "Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Iterable Iterator Generator Reversible Container "
            "Collection Callable MutableSet Mapping MutableMapping Sequence MutableSequence ByteString MappingView "
            "KeysView ItemsView ValuesView Hashable Sized"
        ).split()
    },
    "typing:AbstractSet": "collections.abc:Set",
    "typing:ContextManager": "contextlib:AbstractContextManager",
    "typing:AsyncContextManager": "contextlib:AbstractAsyncContextManager",
    "typing:Pattern": "re:Pattern",
    "typing:Match": "re:Match",
    "typing.re:Pattern": "re:Pattern",
    "typing.re:Match": "re:Match",
}

# https://mui.com/material-ui/migration/v5-component-changes/ and /migration-v4/: packages with new names, and styles in one of their own.
MUI = {
    **{
        f"@material-ui/core{place}#{name}": f"@mui/styles#{name}"
        for name in ("makeStyles", "withStyles", "createStyles", "withTheme", "WithStyles")
        for place in ("/styles", "")
    },
    "@material-ui/core/styles#createMuiTheme": "@mui/material/styles#createTheme",
    "@material-ui/core#createMuiTheme": "@mui/material/styles#createTheme",
    "@material-ui/core/styles#MuiThemeProvider": "@mui/material/styles#ThemeProvider",
    "@material-ui/core#MuiThemeProvider": "@mui/material/styles#ThemeProvider",
    "@material-ui/core/styles#fade": "@mui/material/styles#alpha",
    "@material-ui/core#fade": "@mui/material/styles#alpha",
    "@material-ui/core/styles#Theme": "@mui/material/styles#Theme",
    "@material-ui/core/styles/withStyles#default": "@mui/styles/withStyles#default",
    "@material-ui/core/styles/makeStyles#default": "@mui/styles/makeStyles#default",
    "@material-ui/core": "@mui/material",
    "@material-ui/icons": "@mui/icons-material",
    "@material-ui/styles": "@mui/styles",
    "@material-ui/system": "@mui/system",
    "@material-ui/utils": "@mui/utils",
    "@material-ui/lab": "@mui/lab",
}


def removals(messages):
    return [{"legacy": [legacy], "message": messages[legacy]} for legacy in sorted(messages)]


def write(name, source, config):
    TARGET.mkdir(parents=True, exist_ok=True)
    document = {"source": source, **config}
    (TARGET / f"{name}.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
    count = sum(len(entry["legacy"]) for part in ("python", "javascript") for entry in config.get(part, {}).get("map", []))
    print(f"{name}: {count} legacy paths")


def main(folder):
    python = lambda moves, *others, kind=LATEST: {
        "python": {"map": [*entries(moves, kind), *(row for rows in others for row in rows)]}
    }
    script = lambda moves: {"javascript": {"map": entries(moves)}}
    write(
        "airflow-3",
        "apache-airflow-core 3.1.0: add_deprecated_classes; Airflow: Upgrading to Airflow 3",
        python(without_chains({**airflow(folder), **AIRFLOW_SDK})),
    )
    write("langchain-community", "langchain 0.2.16: DEPRECATED_LOOKUP, and modules that only hand names on", python(without_chains(langchain(folder))))
    write("django-5", "Django: release notes of 3.0 to 5.0", python(DJANGO, removals(DJANGO_REMOVED)))
    moves, removed = pydantic(folder)
    moves["pydantic:BaseSettings"] = moves["pydantic.env_settings:BaseSettings"] = "pydantic_settings:BaseSettings"
    gone = {name: "removed in pydantic 2: see https://docs.pydantic.dev/2.11/migration/" for name in removed}
    write("pydantic-2", "pydantic 2.11.7: pydantic/_migration.py", python(moves, removals(gone)))
    write("pep-585", "PEP 585", python(PEP_585, kind=OTHER))
    write("unittest-mock", "Python 3.3: unittest.mock", python({"mock": "unittest.mock"}, kind=OTHER))
    write("six-moves", "six 1.17.0: _moved_attributes", python(six_moves(folder), kind=OTHER))
    write("mui-5", "MUI: Migrating from v4 to v5", script(MUI))
    write(
        "react-router-7",
        "react-router-dom 7.6.0: dist/index.d.ts",
        script(
            {
                "react-router-dom#RouterProvider": "react-router/dom#RouterProvider",
                "react-router-dom#RouterProviderProps": "react-router/dom#RouterProviderProps",
                "react-router-dom#*": "react-router#*",
            }
        ),
    )
    write("lodash-es", "lodash-es 4.17.21: lodash.js", script(lodash(folder)))
    write("rxjs-7", "rxjs 7.8.1: dist/types", script(rxjs(folder)[0]))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
