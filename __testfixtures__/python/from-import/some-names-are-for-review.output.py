from app.core.manager import Other
from app.core.unified import Manager
