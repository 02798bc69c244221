LIMIT = 1
from app.core.manager import *
