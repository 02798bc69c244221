import os, app.core.manager as m, sys; x = m.OldManager
if x: import app.core.manager as n; n.KEPT; n.Manager
