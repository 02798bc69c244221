import os, app.core.unified as m, sys; x = m.Manager
if x: import app.core.manager as n, app.core.unified as unified; n.KEPT; unified.Manager
