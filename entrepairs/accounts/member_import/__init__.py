"""A coordinator's list becomes persons without login, and a sheet of codes on paper."""
