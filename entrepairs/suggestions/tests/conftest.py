"""People who wish to meet someone, as for pairs: it is them who are suggested."""

from entrepairs.pairs.tests.conftest import accept, invite, someone, tell, wish

__all__ = ["accept", "invite", "someone", "tell", "wish"]
