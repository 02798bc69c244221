from app.core.unified import *
from app.core.types import *
