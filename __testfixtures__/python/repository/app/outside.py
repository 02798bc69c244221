"""Hands on what an installed package defines."""
from drawing_kit import Brush, Canvas


class Sheet(Canvas):
    pass
