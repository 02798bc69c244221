from app.core.manager import *  # ssot: allow[fragmented-import] all of the plugin API

manager = OldManager(Mode)
