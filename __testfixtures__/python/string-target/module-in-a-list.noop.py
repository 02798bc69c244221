APPS = [
    "app.core.manager",
    "app.events",
]
