from app.core import manager as manager
from app.core import unified

unified.Manager
