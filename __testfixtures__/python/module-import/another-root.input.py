import app.tools

app.tools.Tool
