from builtins import list as OrderedList

values = OrderedList()
