
values = list()
