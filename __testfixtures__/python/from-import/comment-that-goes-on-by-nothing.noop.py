# a backslash does not continue a comment \
# from app.core.manager import Manager
