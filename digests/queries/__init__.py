"""What a digest says and when it goes: moments, positions, news, and the pages of /mail/."""
