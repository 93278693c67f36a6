"""Suggestions: who might suit me and why, by which weights, and what a change of them does."""
