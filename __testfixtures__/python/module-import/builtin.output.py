import app.compat
import builtins

builtins.list()
app.compat.Text
