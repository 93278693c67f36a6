"""Bodies that govern care. Their kinds, and the rules with a deadline, are in the vocabulary."""
