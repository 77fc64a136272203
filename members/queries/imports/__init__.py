"""What tables of organisations and people hold, and what becomes of them."""
