from app.core.unified import Manager
Managers = [Manager]
