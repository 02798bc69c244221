"""Hands one name on, and sets another one anew."""
from app.choice import Manager
from app.core.types import Mode

globals()["Mode"] = "other"
