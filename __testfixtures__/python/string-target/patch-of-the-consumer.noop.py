from unittest.mock import patch

from app.consumer import manager

patch("app.consumer.Manager").start()
