from app.core.unified import Manager as Manager  # noqa: F401

__all__ = ["Manager"]
