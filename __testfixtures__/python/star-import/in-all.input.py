from app.core.manager import *

__all__ = ["Manager", "Mode"]
