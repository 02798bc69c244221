from store.tools.log import write


class Basket:
    close = write
