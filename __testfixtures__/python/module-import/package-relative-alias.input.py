from .. import core as parts

parts.manager.OldManager
