from app.core.unified import Manager
from elsewhere import *
from app.core.manager import Manager
