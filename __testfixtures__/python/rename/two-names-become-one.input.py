from app.core.manager import OldManager
from app.facade import Facade
Facade(OldManager())
