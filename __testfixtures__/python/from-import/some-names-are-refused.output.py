from app.core.manager import Missing
from app.core.unified import Manager
