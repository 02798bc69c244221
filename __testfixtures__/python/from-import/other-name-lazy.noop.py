lazy from app.core.manager import KEPT
