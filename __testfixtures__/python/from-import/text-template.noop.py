template = """\
from app.core.manager import {name}
from app.core.manager import Manager
""".format
