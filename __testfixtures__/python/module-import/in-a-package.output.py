import app.core.manager as m
import app.core.unified as unified

unified.Manager
