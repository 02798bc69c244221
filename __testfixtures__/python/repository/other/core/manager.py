"""Its name ends as that of a legacy module does."""


class Manager:
    pass
