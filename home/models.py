"""The pages that editors publish."""
