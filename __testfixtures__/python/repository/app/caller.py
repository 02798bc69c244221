from app.gateway import create_manager

manager = create_manager()
