from app.core.factory import get_manager as create_manager
manager = create_manager()
