from . import Manager, manager
