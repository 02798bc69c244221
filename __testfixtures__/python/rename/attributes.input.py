from app.core.manager import OldManager
OldManager.create(OldManager=1).OldManager = OldManager.x.y
self.OldManager = obj.OldManager
