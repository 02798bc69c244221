x = """open
from app.core.manager import Manager, KEPT, Mode
from app.core import Mode
