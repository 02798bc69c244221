import app

app.Old()


def use():
    import app

    return app.Old
