class Side:
    name = "right"
