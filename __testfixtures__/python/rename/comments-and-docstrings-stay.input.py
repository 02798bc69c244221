from app.core.manager import OldManager
"""OldManager in text."""
# OldManager in a comment
OldManager()  # OldManager
