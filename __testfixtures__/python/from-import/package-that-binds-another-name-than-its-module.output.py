from app.core.factory import get_manager as start
