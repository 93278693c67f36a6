"""Measures speed and memory: `make bench`, or `python -m bench --help`."""
