x = f"{d["a"]} {f"{"from app.core.manager import Manager"}"}"
