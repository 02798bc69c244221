from app.facade import Facade
