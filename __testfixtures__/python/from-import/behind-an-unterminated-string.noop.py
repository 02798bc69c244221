x = """open
from app.core.manager import Manager
