class Late: from app.core.manager import Manager, Mode
