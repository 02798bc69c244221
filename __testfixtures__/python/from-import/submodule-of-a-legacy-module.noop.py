from app.core.manager.Manager import send
from app.core.managers import Manager
