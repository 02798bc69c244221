cases = {
    "one": """
from app.core.manager import Manager
""",
    "two": 'from app.core.manager import Manager',
}
