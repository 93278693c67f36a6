"""What the pages of this room read. Everything is what whoever wears the person hat may see."""
