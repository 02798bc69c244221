from .. import core, services as s

core.manager.OldManager
