from .unified import Manager
