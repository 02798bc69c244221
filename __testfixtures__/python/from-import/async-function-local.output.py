async def connect():
    async with lock:
        from app.core.unified import Manager
        from app.core.types import Mode
