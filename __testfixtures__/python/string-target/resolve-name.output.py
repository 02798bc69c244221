from pkgutil import resolve_name

mode = resolve_name("app.core.types:Mode")
same = resolve_name("app.core.types.Mode.UNIFIED")
value = resolve_name("app.core.types:Mode.UNIFIED")
