import app.unhidden

first = app.unhidden.Hidden


class Holder:
    second = app.unhidden.Hidden

    def make(self):
        return app.unhidden.Hidden()
