import flat

flat.Inner()
