import top as shim

shim.Top
