"""Pages that are no Wagtail pages: a member's overview, and lessons in the making."""
