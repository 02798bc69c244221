from app.core.manager import Manager

def f(:):
    return return
