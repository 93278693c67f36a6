"""What people do here. Each function is one transaction and one deed; `by` is the person who does it."""
