x = 0x1if y else"""
from app.core.manager import Manager
"""
