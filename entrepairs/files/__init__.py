"""Files that people send and read: how they come, are checked, kept and served. No tables: rooms
have those."""
