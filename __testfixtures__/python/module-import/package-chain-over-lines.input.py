import app.core as c

found = (
    c  # the core
    .manager
    .OldManager
)
other = c. manager .OldManager
