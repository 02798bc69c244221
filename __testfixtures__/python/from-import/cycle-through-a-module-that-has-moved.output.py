from store.helpers.log import write


class Basket:
    close = write
