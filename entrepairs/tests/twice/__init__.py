"""Worlds played twice, with and without a secret: the other side can tell them apart by nothing."""
