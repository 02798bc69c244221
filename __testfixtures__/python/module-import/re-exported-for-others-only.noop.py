from app.core import manager  # noqa: F401
import app.core.manager as m  # noqa: F401
