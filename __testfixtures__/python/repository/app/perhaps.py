"""What it binds depends on the version of Python."""
import sys

if sys.version_info < (3, 9):

    class Manager:
        pass
