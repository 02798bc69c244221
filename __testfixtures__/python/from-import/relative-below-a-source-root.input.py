from .old import Tool
