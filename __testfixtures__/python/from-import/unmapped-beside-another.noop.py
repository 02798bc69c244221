from app.core.manager import KEPT, Factory as F
