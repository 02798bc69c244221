from .new import Tool
from lib.new import Tool as T
