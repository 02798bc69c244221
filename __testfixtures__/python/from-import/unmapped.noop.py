from app.core.manager import Factory
