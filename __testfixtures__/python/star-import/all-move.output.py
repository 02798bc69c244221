from app.core.unified import Manager
from app.core.types import Mode

manager = Manager(Mode)
