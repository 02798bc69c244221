from foo.foo import foo
