from app.core.unified import Manager
try:
    pass
except* Manager.Error:
    raise Manager.Other from None
