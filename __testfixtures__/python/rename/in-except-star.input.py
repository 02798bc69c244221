from app.core.manager import OldManager
try:
    pass
except* OldManager.Error:
    raise OldManager.Other from None
