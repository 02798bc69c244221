a = r"""\"""
b = rb'''
from app.core.manager import Manager
'''
c = Rb"from app.core.manager import Manager"
