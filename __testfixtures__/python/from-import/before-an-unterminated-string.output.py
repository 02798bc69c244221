from app.core.unified import Manager
x = """open
