import lost
import lost as l

lost.X
