from app.core.unified import Manager as Manager, Manager as OldManager
