from app.cycle.low import helper


class High:
    help = helper
