import os; from app.core.manager import KEPT; from app.core.unified import Manager; os.getcwd()
