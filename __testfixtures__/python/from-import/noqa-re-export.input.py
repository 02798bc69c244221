from app.core.manager import Manager  # noqa: F401
