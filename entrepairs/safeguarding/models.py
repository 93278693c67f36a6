"""Safeguarding: what a row is, one sentence a table."""
