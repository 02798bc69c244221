from app.core.unified import Manager as OldManager

OldManager()
