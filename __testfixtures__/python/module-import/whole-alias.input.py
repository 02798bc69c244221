import oldtop as o

o.Top()
