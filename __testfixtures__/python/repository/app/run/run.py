from app.core.factory import get_manager as run

DEFAULT = 1
