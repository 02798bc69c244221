async def connect():
    async with lock:
        from app.core.manager import Manager, Mode
