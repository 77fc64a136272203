"""What people do with national questions: asking, answering, concluding, and what time does."""
