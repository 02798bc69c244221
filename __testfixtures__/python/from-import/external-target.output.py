from installed.client import Client
