from app.hidden import __special__ as special

print(special)
