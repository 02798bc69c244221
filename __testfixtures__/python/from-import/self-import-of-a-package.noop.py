from app.events import publish
