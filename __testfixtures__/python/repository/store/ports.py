PORT = 1
HOST = "localhost"
