import pack.inner as flat

flat.Inner()
