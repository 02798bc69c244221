from app.core.manager import Mode
Mode.UNIFIED
