x = f"""{value:{width}.{f"{precision}"}}
from app.core.manager import Manager
{value:%Y"from"%m}"""
