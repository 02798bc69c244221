import app.core.unified

found = (
    app.core.unified  # the old one
    .Manager
)
