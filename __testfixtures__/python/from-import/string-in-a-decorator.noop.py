@script("""
from app.core.manager import Manager
""")
def f():
    pass
