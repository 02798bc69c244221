"""How to:

from app.core.manager import Manager
"""
