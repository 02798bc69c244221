import app.core.unified as m

m.Manager
x = = 1
