import top as oldtop

oldtop.Top()
print(oldtop, oldtop.__file__)
