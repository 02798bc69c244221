"""Read a JSON list of module sources; print, for every public name of each, what inspect tells of a call of it."""
import inspect
import json
import sys
import types


def judged(value):
    try:
        parameters = [
            [each.name, each.kind.name.lower().replace("_", "-"), each.default is not each.empty]
            for each in inspect.signature(value).parameters.values()
        ]
    except (TypeError, ValueError):
        return None
    return {"isAsync": inspect.iscoroutinefunction(value), "parameters": parameters}


answers = []
for number, source in enumerate(json.load(sys.stdin)):
    module = types.ModuleType(f"case{number}")
    sys.modules[module.__name__] = module
    exec(compile(source, module.__name__, "exec"), module.__dict__)
    own = {name: value for name, value in vars(module).items() if name.startswith("t_")}
    answers.append({name: judged(value) for name, value in own.items()})
json.dump(answers, sys.stdout)
