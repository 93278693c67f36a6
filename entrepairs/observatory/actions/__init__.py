"""What people do in the observatory."""
