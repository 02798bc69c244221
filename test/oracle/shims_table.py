"""Prints what the shims below the folder do, one JSON object: a row of the table for each behaviour."""

import importlib
import importlib.util
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import unittest.mock
import warnings

root = sys.argv[1]
sys.path.insert(0, root)
sys.dont_write_bytecode = True
rows = {}


def row(name):
    def run(function):
        rows[name] = function()

    return run


def child(program, **environment):
    """Runs a program in a process of its own: its output, or the last line of what it complains of."""
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": root, **environment},
        capture_output=True,
        text=True,
    )
    lines = (result.stdout or result.stderr).strip().splitlines()
    return lines[-1] if lines else ""


def counted(folder):
    """By site, the hits that arrived, the sum over processes."""
    sums = {}
    for name in sorted(os.listdir(folder)):
        own = {}
        with open(os.path.join(folder, name)) as file:
            for line in file:
                one = json.loads(line)
                site = f"{one['legacy']} {os.path.basename(one['file'])}:{one['line']}"
                own[site] = max(own.get(site, 0), one["hits"])
        for site, hits in own.items():
            sums[site] = sums.get(site, 0) + hits
    return sums


@row("importing a shim imports no canonical module")
def _():
    return child("import sys, app.manager; print('app.unified' in sys.modules)")


import app.manager as legacy
import app.unified as canonical


@row("same object: class")
def _():
    return legacy.WebSocketManager is canonical.Manager


@row("same object: function")
def _():
    return legacy.make is canonical.make


@row("warns at the line of the caller, and again for a second importer")
def _():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        import app.one
        import app.two

        app.two.again()
        app.two.again()
    return [f"{os.path.basename(one.filename)}:{one.lineno} {one.category.__name__} {one.message}" for one in caught]


@row("star")
def _():
    names = {}
    exec("from app.manager import *", names)
    return sorted(name for name in names if not name.startswith("__"))


@row("private name")
def _():
    from app.manager import _secret

    return _secret is canonical._secret


@row("dir")
def _():
    return sorted(name for name in dir(legacy) if not name.startswith("__"))


@row("find_spec")
def _():
    spec = importlib.util.find_spec("app.manager")
    return [spec.name, os.path.relpath(spec.origin, root)]


@row("reload")
def _():
    again = importlib.reload(legacy)
    return [again is legacy, again.WebSocketManager is canonical.Manager]


@row("pickle by the legacy path")
def _():
    return pickle.loads(b"capp.manager\nWebSocketManager\n.") is canonical.Manager


@row("a patch on the legacy path reaches a late look-up on the canonical one")
def _():
    with unittest.mock.patch("app.manager.WebSocketManager") as mock:
        return [canonical.Manager is mock, legacy.WebSocketManager is mock, canonical.late() is mock]


@row("a patch on the canonical path is seen through the legacy one")
def _():
    with unittest.mock.patch("app.unified.Manager") as mock:
        return legacy.WebSocketManager is mock


@row("a patch leaves no trace")
def _():
    before = [sorted(vars(legacy)), sorted(vars(canonical))]
    with unittest.mock.patch("app.manager.WebSocketManager"), unittest.mock.patch.object(legacy, "json"):
        pass
    return [
        before == [sorted(vars(legacy)), sorted(vars(canonical))],
        legacy.WebSocketManager is canonical.Manager,
        legacy.json is json,
    ]


@row("unknown name")
def _():
    try:
        legacy.Misspelt
    except AttributeError as error:
        return str(error)


@row("a name that is set on the shim stays its own")
def _():
    legacy.Added = 1
    try:
        return [legacy.Added, hasattr(canonical, "Added")]
    finally:
        del legacy.Added


@row("the module is one by its names")
def _():
    return [legacy.__name__, legacy.__package__, type(legacy).__mro__[1].__name__]


@row("settings name what stays old")
def _():
    program = "import app.own; print(app.own.Own.__module__)"
    return [child(program, SSOT_OLD=old) for old in ("", "*", "app.own,app.own_too", "app.settings:old", "app.settings:none")]


@row("a group that is split")
def _():
    return child("import app.own", SSOT_OLD="app.own")


@row("a whole group is of one class")
def _():
    return child("import app.own, app.own_too; print(app.own.Own is app.own_too.Same)", SSOT_OLD="app.own_too,app.own")


@row("a module without old code")
def _():
    return child("import app.manager", SSOT_OLD="app.manager")


@row("strict")
def _():
    program = "try:\n    from app.manager import make\nexcept ImportError:\n    print('hidden')"
    return child(program, SSOT_STRICT="1")


@row("a name without canonical path comes from the old code, without a warning")
def _():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        from app.own import helper
    return [helper.__module__, len(caught)]


@row("threads: one count for each hit")
def _():
    folder = os.path.join(root, "hits-threads")
    program = """
import threading
import app.manager
def work():
    for _ in range(512):
        app.manager.make
threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""
    child(program, SSOT_HITS=folder)
    return sorted(counted(folder).values())


@row("threads: the first access at once")
def _():
    program = """
import sys, threading
sys.setswitchinterval(1e-6)
import app.manager
found, barrier = [], threading.Barrier(8)
def work():
    barrier.wait()
    found.append(app.manager.WebSocketManager)
threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(found), len(set(found)))
"""
    return child(program)


@row("fork and SIGKILL: at least half of the hits of each worker")
def _():
    folder = os.path.join(root, "hits-fork")
    program = """
import os, signal
import app.manager
app.manager.make
workers = []
for _ in range(4):
    pid = os.fork()
    if pid == 0:
        for _ in range(100):
            app.manager.make
        os.kill(os.getpid(), signal.SIGKILL)
    workers.append(pid)
print(*[os.waitpid(pid, 0)[1] for pid in workers])
"""
    return [child(program, SSOT_HITS=folder), len(os.listdir(folder)), sorted(counted(folder).values())]


@row("on_hit")
def _():
    support = importlib.import_module("app._ssot_shims")
    seen = []
    support.on_hit = lambda *site: seen.append(site)
    legacy.make
    line = sys._getframe().f_lineno - 1

    def fails(*site):
        raise ValueError("metrics")

    support.on_hit = fails
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert legacy.make is canonical.make
    return [
        seen == [("app.manager:make", __file__, line)],
        support.on_hit,
        [str(one.message) for one in caught if one.category is RuntimeWarning],
    ]


@row("a folder for hits that cannot be written stops nothing")
def _():
    return child("import app.manager; print(app.manager.make.__name__)", SSOT_HITS="/dev/null/hits")


print(json.dumps(rows))
