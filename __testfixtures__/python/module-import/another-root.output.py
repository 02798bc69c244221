import lib.new

lib.new.Tool
