if True: from app.core.unified import Manager
class A: from app.core.types import Mode; x = 1
