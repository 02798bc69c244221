from app.core.unified import Manager

def f(:):
    return return
