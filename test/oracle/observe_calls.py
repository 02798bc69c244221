"""Run the consumers of generated packages, and say what was called. Bind calls of legacy functions by the rule, on its own."""

import asyncio
import importlib
import inspect
import json
import sys
import warnings

sys.path.insert(0, sys.argv[1])
warnings.simplefilter("ignore")
import recorder  # noqa: E402


def expected(entry, package):
    """One entry of the log, as the rule of the package makes it."""
    if entry[0] != "legacy":
        return entry
    target = inspect.signature(importlib.import_module(package["name"] + ".new").target)
    if package["signature"] is None:
        legacy = inspect.signature(importlib.import_module(package["name"] + ".old").legacy)
        given = dict(entry[1])
    else:
        legacy = inspect.signature(eval("lambda " + package["signature"][1:-1] + ": 0"))
        try:
            given = dict(legacy.bind(*entry[1][0], **entry[1][1]).arguments)
        except TypeError:
            return entry
    made = {}
    for name, value in given.items():
        to = package["mapping"].get(name)
        if to is not None:
            made[to] = value
    made.update({name: repr(value) for name, value in package["constants"].items()})
    for name, parameter in target.parameters.items():
        if name not in made:
            made[name] = repr(parameter.default)
    return ["target", {name: made[name] for name in sorted(made)}]


def run(package):
    recorder.LOG.clear()
    try:
        module = importlib.import_module(package["name"] + ".use")
        asyncio.run(module.run())
        if hasattr(module, "plain"):
            module.plain()
    except BaseException as error:
        recorder.LOG.append(["error", type(error).__name__ + str(error)])
    return [list(entry) for entry in recorder.LOG]


logs = []
for package in json.load(sys.stdin):
    log = run(package)
    if sys.argv[2] == "expected":
        log = [log, [expected(entry, package) for entry in log]]
    logs.append(log)
print(json.dumps(logs))
