import app.tools, app.constants


def use(lib):
    return app.tools.Tool
