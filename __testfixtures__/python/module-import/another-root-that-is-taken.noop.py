lib = 1
import app.tools

app.tools.Tool
