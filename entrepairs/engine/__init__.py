"""What keeps the platform running: data folder, embedded PostgreSQL, roles, processes, checks.
Knows no room."""
