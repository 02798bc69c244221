from app.core import manager

__all__ = ["manager"]
