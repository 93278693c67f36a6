"""What groups are asked, by what it is about."""
