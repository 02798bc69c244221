from store.net.server import PORT

print(PORT)
