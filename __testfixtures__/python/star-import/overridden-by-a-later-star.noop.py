from app.core.manager import *
from app.core.types import *

Mode()
