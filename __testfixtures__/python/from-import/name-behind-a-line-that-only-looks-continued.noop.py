x = "a \\"
y = """
from app.core.manager import Manager
"""
