import app.core.manager

found = (app
    .core
    .manager
    .OldManager)
