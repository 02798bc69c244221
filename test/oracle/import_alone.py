"""Imports each module of small trees first, and says what the modules hold then. Each tree has a process of its own; between
two starts it forgets every module of the tree, which leaves nothing behind for modules that only bind names.

Standard input: JSON, a list of {"root": folder, "starts": [[module, ...], ...]}.
Standard output: for each tree and start, {"error": text} or {module: {name: marker}}.
"""

import importlib
import json
import os
import sys


def marker(value):
    """Tells objects apart by a text that they carry, whatever their module is called."""
    if isinstance(value, type(sys)):
        return "module " + getattr(value, "WHO", "?")
    own = getattr(value, "MARK", None)
    if own is not None:
        return own
    return repr(value) if isinstance(value, (str, int, list)) else None


def observe(root, start):
    sys.path.insert(0, root)
    for module in start:
        importlib.import_module(module)
    found = {}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if not file.startswith(root + os.sep):
            continue
        names = {}
        for key, value in list(vars(module).items()):
            if key.startswith("__") or (isinstance(value, type(sys)) and value.__name__ == name + "." + key):
                continue
            said = marker(value)
            if said is not None:
                names[key] = said
        # A name that a package imports when somebody asks.
        if "__getattr__" in vars(module):
            names["handed"] = marker(module.handed)
        use = vars(module).get("use")
        if use is not None:
            names["use()"] = repr([marker(one) for one in use()])
        found[name] = names
    return found


def observe_anew(root, start):
    known = set(sys.modules)
    try:
        return observe(root, start)
    except BaseException as error:
        return {"error": "%s: %s" % (type(error).__name__, error)}
    finally:
        for name in set(sys.modules) - known:
            del sys.modules[name]
        sys.path.remove(root)


def in_child(root, starts):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, "w") as stream:
            json.dump([observe_anew(root, start) for start in starts], stream)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        answers = json.load(stream)
    os.waitpid(child, 0)
    return answers


sys.dont_write_bytecode = True
import unittest.mock  # noqa: E402, F401

trees = json.load(sys.stdin)
print(json.dumps([in_child(tree["root"], tree["starts"]) for tree in trees]))
