"""What two people do to meet, one file a thing. Each action is one transaction and one deed."""
