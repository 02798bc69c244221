party = "🎉🎉"; from app.core.unified import Manager  # 🎉
from app.core.manager import KEPT
from app.core.types import Mode
