from pack import inner
import top as oldtop

oldtop.Top(inner.Inner)
