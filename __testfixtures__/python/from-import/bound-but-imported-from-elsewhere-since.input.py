from app.core.unified import Manager
from elsewhere import Manager
from app.core.manager import Manager
