x = "\"from app.core.manager import Manager\""
y = '\\'; z = "from app.core.manager import Manager"
