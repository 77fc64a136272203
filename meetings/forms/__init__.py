"""What is typed about meetings; validated here, stored by actions."""
