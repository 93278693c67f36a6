"""Registrations: places at an event, asked for, waited for, given back."""
