from app.core.Manager import manager
from app.core.manager import manager
