from app.core.types import Mode
Mode.UNIFIED
