from foo import foo

foo()
