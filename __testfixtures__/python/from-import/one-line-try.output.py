try: from app.core.unified import Manager
except ImportError: Manager = None
