from src.lib.old import Tool
