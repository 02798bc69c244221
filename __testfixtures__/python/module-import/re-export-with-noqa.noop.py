from app.core import manager  # noqa: F401
