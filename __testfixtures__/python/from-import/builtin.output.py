from builtins import list as OrderedList
