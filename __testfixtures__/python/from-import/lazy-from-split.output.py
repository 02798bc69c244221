lazy from app.core.manager import KEPT
lazy from app.core.unified import Manager
