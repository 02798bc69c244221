from app.core.manager import create_manager
