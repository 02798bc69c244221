code = "from app.core.manager import Manager"
exec(code)
