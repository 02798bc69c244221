from store.server import PORT

print(PORT)
