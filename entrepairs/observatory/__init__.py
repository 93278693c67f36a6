"""Symmetry and reciprocity: pure functions over arrays, and what of them may be shown."""
