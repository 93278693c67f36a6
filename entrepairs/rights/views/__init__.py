"""Pages of what a person can demand."""
