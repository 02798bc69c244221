"""app.core.manager.Mode"""
import re

MESSAGE = "use app.core.manager.Mode"
SOURCE = """
from app.core.manager import Mode
"""
LINE = "\nfrom app.core.manager import Mode"
COUNT = re.compile(r"from app.core.manager import")
BYTES = b"app.core.manager.Mode"
JOINED = "app.core.manager.Mode" ".UNIFIED"
ADDED = "app.core.manager.Mode" + ".UNIFIED"
FORMATTED = "app.core.manager.Mode".upper()
PERCENT = "app.core.manager.%s" % MESSAGE
FIELD = f"app.core.manager.{MESSAGE}"
FILE = "app/core/manager/Mode"


def f() -> "app.core.manager.Mode":
    "app.core.manager.Mode"
