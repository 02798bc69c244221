from app.swap.left import Side as Other


class Side:
    pass
