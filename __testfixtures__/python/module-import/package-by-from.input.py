from app import core


class Special(core.manager.OldManager):
    limit: "core.manager.Mode" = core.manager.KEPT

    def describe(self, kind=core.manager.Mode):
        return f"{core.manager.OldManager!r}"
