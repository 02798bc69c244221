from app.core.manager import Manager
x = """open
