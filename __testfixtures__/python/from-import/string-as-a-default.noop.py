def run(code="""
from app.core.manager import Manager
""", *, more='''
from app.core.manager import Manager
'''):
    pass
