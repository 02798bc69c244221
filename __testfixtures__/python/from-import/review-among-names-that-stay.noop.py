from app.core.manager import KEPT, Other as O, ALSO_KEPT  # three
