lazy import app.core.manager as m
lazy import app.core.unified as unified

unified.Manager, m.KEPT
