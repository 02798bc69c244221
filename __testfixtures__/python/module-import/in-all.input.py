import app.core.manager as m  # noqa: F401

__all__ = ["m"]
m.OldManager
