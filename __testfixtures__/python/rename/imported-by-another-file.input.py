from app.core.manager import create_manager
manager = create_manager()
