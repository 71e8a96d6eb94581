"""Official documents: their numbers, where prose names them, the register, the links to it, and the rules that follow."""
