from app.unhidden import special

print(special)
