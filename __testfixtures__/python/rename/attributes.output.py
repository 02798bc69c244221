from app.core.unified import Manager
Manager.create(OldManager=1).OldManager = Manager.x.y
self.OldManager = obj.OldManager
