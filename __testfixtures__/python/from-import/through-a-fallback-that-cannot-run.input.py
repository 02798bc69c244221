from app.fallback import Manager
