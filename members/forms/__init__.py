"""What people may type about themselves, about colleagues and to find each other, one file per thing."""
