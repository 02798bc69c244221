import foo.foo
import foo

foo.helper()
foo.foo.helper
