from app.core.manager import Ｍanager
