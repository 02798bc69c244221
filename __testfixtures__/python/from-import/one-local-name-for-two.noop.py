from app.core.manager import Manager as x, KEPT as x
