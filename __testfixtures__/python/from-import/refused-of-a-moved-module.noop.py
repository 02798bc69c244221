from app.events import nothing
