a = r"\"; """ + "\"
b = """
from app.core.manager import Manager
"""
