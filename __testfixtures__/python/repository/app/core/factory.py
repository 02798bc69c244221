from app.core.unified import Manager


def get_manager():
    return Manager()


class Other:
    pass
