"""A second way to the same objects."""
from app.core.manager import Manager as Facade
