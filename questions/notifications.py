"""The letters of a national question."""
