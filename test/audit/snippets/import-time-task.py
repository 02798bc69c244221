#: a task at import → import-time-task
import asyncio
asyncio.create_task(websocket_manager.clean_up())

#: a thread at import → import-time-task
import threading
threading.Thread(target=websocket_manager.run, daemon=True).start()

#: ensure_future → import-time-task
from asyncio import ensure_future
task = ensure_future(websocket_manager.run())

#: a job of a scheduler → import-time-task
scheduler.add_job(websocket_manager.clean_up, "interval", minutes=5)

#: in the body of a class → import-time-task
import threading
class Service:
    thread = threading.Timer(5, websocket_manager.clean_up)

#: a lambda that captures → import-time-task
import threading
threading.Timer(5, lambda: websocket_manager.clean_up()).start()

#: a task of a function → nothing
import asyncio
async def start(websocket_manager):
    asyncio.create_task(websocket_manager.run())

#: a thread without a manager → nothing
import threading
threading.Thread(target=report, daemon=True).start()

#: a task of a script → nothing
import asyncio
if __name__ == "__main__":
    asyncio.ensure_future(websocket_manager.run())

#: a type of thread → nothing
import threading
class Runner(threading.Thread):
    websocket_manager = None

#: a fixture that starts one → nothing
import asyncio, pytest
@pytest.fixture
async def running(websocket_manager):
    return asyncio.create_task(websocket_manager.run())
