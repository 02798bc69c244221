x = f"{f'{f"""
from app.core.manager import Manager
"""}'}"
