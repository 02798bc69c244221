from pack.old import Inner

Inner()
