from app.core.manager import Missing
