from app.core.manager import Gone
