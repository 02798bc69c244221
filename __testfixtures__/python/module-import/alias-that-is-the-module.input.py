import pack.oldtop as top
from pack import oldtop as other

top.Top, other.Top
