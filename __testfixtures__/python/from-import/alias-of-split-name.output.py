from app.core.manager import KEPT as K
from app.core.unified import Manager as M
