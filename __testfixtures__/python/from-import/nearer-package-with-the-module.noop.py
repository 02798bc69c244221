from pack import Inner

Inner()
