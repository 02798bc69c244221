from . import manager
from app.core.unified import Manager
