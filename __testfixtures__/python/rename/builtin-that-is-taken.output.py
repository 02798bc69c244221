from builtins import list as OrderedList


def sort(list):
    return OrderedList(list)
