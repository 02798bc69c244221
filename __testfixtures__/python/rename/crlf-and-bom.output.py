from app.core.unified import Manager
f"{Manager}"
