"""What members and the programme team type, one module for each kind of page."""
