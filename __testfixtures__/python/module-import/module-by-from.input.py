from app.core import manager

first = manager.OldManager()
