import top as o

o.Top()
