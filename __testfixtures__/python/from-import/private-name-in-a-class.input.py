from app.unhidden import Hidden


class Holder:
    from app.unhidden import Hidden

    def make(self):
        from app.unhidden import Hidden as Found

        return Found()


def make():
    from app.unhidden import Hidden as Found

    return Found()
