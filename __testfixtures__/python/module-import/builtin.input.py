import app.compat

app.compat.OrderedList()
app.compat.Text
