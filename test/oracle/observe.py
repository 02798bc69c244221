"""Import the consumer of each package and say what its probe returns, as JSON: the executed oracle's eyes.

Arguments: the folder that holds the packages. Standard input: a JSON list of consumer modules.
"""
import asyncio
import importlib
import inspect
import json
import sys

sys.dont_write_bytecode = True


def identity(value):
    """Where an object is defined, and what it does: equal for one object seen by two processes."""
    if inspect.ismodule(value):
        return f"module {value.__name__}"
    if inspect.isclass(value):
        return f"class {value.__module__}:{value.__qualname__} -> {value().send()}"
    if inspect.isfunction(value):
        return f"function {value.__module__}:{value.__qualname__} -> {value()!r}"
    return repr(value)


def observe(name):
    try:
        module = importlib.import_module(name)
        values = module.probe()
        if inspect.iscoroutine(values):
            values = asyncio.run(values)
        names = sorted(key for key in vars(module) if not key.startswith("__"))
        return {"values": [identity(value) for value in values], "names": names}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


def main():
    sys.path.insert(0, sys.argv[1])
    print(json.dumps([observe(name) for name in json.load(sys.stdin)]))


main()
