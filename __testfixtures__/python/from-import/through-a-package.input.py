from app.core import Manager, Mode
