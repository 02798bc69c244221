from app.core.manager import Manager; from app.core.manager import KEPT, Mode
