import app.core.manager
import app.core.manager as m
