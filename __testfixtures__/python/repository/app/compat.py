OrderedList = list


class Text(str):
    pass
