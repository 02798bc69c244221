x = 1  # don't
y = """it's
from app.core.manager import Manager
"""
