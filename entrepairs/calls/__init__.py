"""Calls for contributions: opened, answered, reviewed by two readers, decided, told."""
