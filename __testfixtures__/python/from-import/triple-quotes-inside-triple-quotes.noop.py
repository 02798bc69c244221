x = """a "" b \""" c
from app.core.manager import Manager
"""
y = '''"""
from app.core.manager import Manager
"""'''
