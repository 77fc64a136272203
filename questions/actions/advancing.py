"""What time does to a question: reminders, closing, and asking for the outcome."""
