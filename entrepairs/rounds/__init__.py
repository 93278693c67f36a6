"""A round: the best meetings among those of an organisation who wish for one, invited together.

A coordinator opens it, a job works it out, she reads what it suggests and releases it; then each of
the two is asked, and both must say yes. Only what people told their organisation is compared, and
no figure is about fewer than 11.
"""
