"""What is done with meetings: planning them, and coming to them."""
