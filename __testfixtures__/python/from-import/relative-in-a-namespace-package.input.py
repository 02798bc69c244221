from .legacy import Manager
