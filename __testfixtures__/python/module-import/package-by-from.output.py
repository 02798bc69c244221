from app import core
from app.core import types, unified


class Special(unified.Manager):
    limit: "types.Mode" = core.manager.KEPT

    def describe(self, kind=types.Mode):
        return f"{unified.Manager!r}"
