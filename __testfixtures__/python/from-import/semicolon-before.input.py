import os; from app.core.manager import KEPT, Manager  # both
