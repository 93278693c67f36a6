"""Recordings: who is heard, what they agreed to, what is said and when, and their podcasts."""
