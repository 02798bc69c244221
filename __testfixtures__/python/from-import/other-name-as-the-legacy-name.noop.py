from app.core.manager import KEPT as Manager
from elsewhere import x as create_manager
