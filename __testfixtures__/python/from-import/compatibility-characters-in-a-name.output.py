from app.core.unified import Ｍanager
