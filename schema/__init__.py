"""How tables come to be: what migrations use and Django does not have."""
