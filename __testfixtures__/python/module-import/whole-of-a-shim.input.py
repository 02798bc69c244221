import shim

shim.Top
