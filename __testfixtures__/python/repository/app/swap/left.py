class Side:
    name = "left"
