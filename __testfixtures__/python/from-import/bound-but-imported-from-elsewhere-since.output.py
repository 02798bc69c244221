from app.core.unified import Manager
from elsewhere import Manager
from app.core.unified import Manager
