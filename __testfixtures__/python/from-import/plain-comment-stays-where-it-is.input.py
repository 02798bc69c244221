from app.core.manager import KEPT, Manager  # the old way
