"""Actions around a call, one file for each moment of it."""
