x = f"""{open
from app.core.manager import Manager
