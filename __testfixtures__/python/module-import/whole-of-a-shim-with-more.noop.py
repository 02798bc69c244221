import shim

shim.EXTRA
