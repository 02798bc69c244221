import top
import top as other

top.Top, other.Top
