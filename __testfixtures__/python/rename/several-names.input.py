from app.core.manager import OldManager, create_manager, KEPT
OldManager(create_manager(), KEPT)
