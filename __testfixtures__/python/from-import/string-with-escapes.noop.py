code = "\"\
from app.core.manager import Manager\n"
