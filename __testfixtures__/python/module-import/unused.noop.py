from app.core import manager
