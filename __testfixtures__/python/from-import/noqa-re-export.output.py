from app.core.unified import Manager  # noqa: F401
