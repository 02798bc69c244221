from app.core.types import Mode
