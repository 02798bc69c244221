from app.core.events import publish
