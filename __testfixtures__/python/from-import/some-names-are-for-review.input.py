from app.core.manager import Manager, Other
