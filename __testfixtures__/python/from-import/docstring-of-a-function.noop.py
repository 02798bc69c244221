def f():
    '''
    from app.core.manager import Manager
    '''
