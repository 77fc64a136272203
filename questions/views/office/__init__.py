"""Pages of the programme team in the back office, mounted under /beheer/landelijke-vragen/."""
