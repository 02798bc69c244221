import before

print(before, before.__file__)
