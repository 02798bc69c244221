try: x = 1; from app.core.manager import Manager, speedups
except ImportError: speedups = None
