"""Leaving, coming back, exporting, being erased."""
