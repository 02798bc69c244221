from pkgutil import resolve_name

mode = resolve_name("app.core.manager:Mode")
same = resolve_name("app.core.manager.Mode.UNIFIED")
value = resolve_name("app.core.manager:Mode.UNIFIED")
