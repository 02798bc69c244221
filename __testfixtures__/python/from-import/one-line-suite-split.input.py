if True: from app.core.manager import KEPT, Manager
else: pass
