"""Questions: what the tests of this app say."""
