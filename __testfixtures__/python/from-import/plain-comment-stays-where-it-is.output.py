from app.core.manager import KEPT  # the old way
from app.core.unified import Manager
