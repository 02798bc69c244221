from app.core.factory import Manager
from elsewhere import Manager, OldManager, create_manager
