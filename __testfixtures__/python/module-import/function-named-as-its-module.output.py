import foo.foo
import foo
import app.core.unified

app.core.unified.helper()
foo.foo.helper
