import importlib

PKG = "app"
OTHER = "elsewhere"
importlib.import_module(f"{PKG}.events")
importlib.import_module(PKG + ".events")
importlib.import_module("app" + ".events")
importlib.import_module("app" ".events")
importlib.import_module("%s.events" % PKG)
importlib.import_module("%s.events.%s" % (PKG, name))
importlib.import_module("{}.events".format(PKG))
importlib.import_module("{pkg}.events".format(pkg=PKG))
importlib.import_module(f"{OTHER}.events")
importlib.import_module(OTHER + ".events")
importlib.import_module(unknown + ".events")
print(f"{PKG}.events")
PATH = "app.events"
PATH = "app.core.events"
importlib.import_module(PATH)
