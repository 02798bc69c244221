from...core.manager import KEPT, Manager
