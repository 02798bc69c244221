x = t"""
{f"{a}"}
from app.core.manager import Manager
"""
