from app.core import Mode
