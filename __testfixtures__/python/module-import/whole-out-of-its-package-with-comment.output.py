import top as oldtop  # why

oldtop.Top()
