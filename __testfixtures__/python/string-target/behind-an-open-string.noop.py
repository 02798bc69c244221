text = """
patch("app.core.manager.Mode")
