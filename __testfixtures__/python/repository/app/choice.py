"""Which Manager this is depends on what runs."""
import os

if os.environ.get("APP_FAST"):
    from app.core.unified import Manager
else:

    class Manager:
        pass
