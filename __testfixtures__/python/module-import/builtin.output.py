import app.compat

list()
app.compat.Text
