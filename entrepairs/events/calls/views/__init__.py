"""Pages of a call."""
