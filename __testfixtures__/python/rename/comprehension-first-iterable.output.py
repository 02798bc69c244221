from app.core.unified import Manager
a = [OldManager for OldManager in Manager.all()]
