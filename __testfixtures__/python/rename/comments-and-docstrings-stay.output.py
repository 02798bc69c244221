from app.core.unified import Manager
"""OldManager in text."""
# OldManager in a comment
Manager()  # OldManager
