import top as oldtop

oldtop.Top()
