from app.core.manager import KEPT as KEPT
