"""How each sort of thing in a record follows from its statements: what a new story touches is looked up and settled anew."""
