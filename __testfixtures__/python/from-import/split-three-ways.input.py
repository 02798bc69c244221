from app.core.manager import KEPT, Mode, Manager, ALSO_KEPT, Connection
