from app.core.manager import KEPT as K, Manager as M
