from lib.old import Tool
