import app.core.manager

found = (
    app.core.manager  # the old one
    .OldManager
)
