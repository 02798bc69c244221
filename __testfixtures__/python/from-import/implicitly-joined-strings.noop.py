code = ("from app.core.manager "
        "import Manager\n"
        'from app.core.manager import Manager')
