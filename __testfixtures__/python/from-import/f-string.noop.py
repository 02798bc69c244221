x = f"""
from app.core.manager import Manager
{name!r:>{width}}
from app.core.manager import Manager
"""
