class Manager:
    pass


def create_manager():
    return Manager()
