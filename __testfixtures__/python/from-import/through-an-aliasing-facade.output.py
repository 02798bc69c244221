from app.core.unified import Manager as Facade
