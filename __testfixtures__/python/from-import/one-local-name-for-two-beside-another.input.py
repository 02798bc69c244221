from app.core.manager import KEPT as x, OldManager as x, Mode
