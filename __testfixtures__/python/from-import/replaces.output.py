from app.core.factory import get_manager as create_manager
