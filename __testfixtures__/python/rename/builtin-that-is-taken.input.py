from app.compat import OrderedList


def sort(list):
    return OrderedList(list)
