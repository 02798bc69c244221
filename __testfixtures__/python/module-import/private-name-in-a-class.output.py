import app.unhidden
import app.hidden

first = app.hidden.__Hidden


class Holder:
    second = app.unhidden.Hidden

    def make(self):
        return app.unhidden.Hidden()
