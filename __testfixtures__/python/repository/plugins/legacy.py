"""In a namespace package: its folder has no __init__.py."""
from app.core.unified import Manager
