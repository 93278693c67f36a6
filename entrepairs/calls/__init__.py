"""The call for contributions of an event: opened, answered, read by two who do not know from whom, decided, told."""
