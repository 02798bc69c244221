from.manager import Manager
