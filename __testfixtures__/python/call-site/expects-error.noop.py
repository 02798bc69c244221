import unittest

import pytest

from calls.old import create_swapped


class TestOld(unittest.TestCase):
    def test_warns(self):
        with pytest.warns(DeprecationWarning), open("log"):
            create_swapped(1, 2)
        with self.assertRaises(ValueError):
            for each in range(2):
                create_swapped(each, 2)
        self.assertRaises(TypeError, lambda: create_swapped(1, 2))
        with pytest.deprecated_call():
            create_swapped(1, 2)
