from pack import oldtop

oldtop.Top()
