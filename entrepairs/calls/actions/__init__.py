"""What people do with a call, one file a moment. Each action is one transaction and one deed."""
