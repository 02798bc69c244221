from .manager import Factory
