import app.core.manager as m

first = m.OldManager()
kept = m.KEPT
