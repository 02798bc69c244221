x = f"""{{
from app.core.manager import Manager
}}{{{a}}}
from app.core.manager import Manager
"""
