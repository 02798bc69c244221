import app.core.manager as m
import app.core.unified as unified

first = unified.Manager()
kept = m.KEPT
