from pack import oldtop, inner

oldtop.Top(inner.Inner)
