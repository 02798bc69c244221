from app.core.manager import Lazy
