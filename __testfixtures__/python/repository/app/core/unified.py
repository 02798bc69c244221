class Manager:
    def send(self):
        return "sent"


def helper():
    return "help"
