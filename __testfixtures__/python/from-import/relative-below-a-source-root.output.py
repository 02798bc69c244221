from lib.new import Tool
