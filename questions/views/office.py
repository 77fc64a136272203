"""Pages of the programme team in the back office."""
