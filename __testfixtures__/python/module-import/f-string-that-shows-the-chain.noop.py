import app.core.manager as m

print(f"{m.OldManager=}")
