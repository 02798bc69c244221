lazy = match = case = type = 1
lazy, match
print(lazy)
