from app.core import manager as manager
