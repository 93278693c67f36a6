"""The fixtures of pairs, for rounds: wishes, invitations, people who look for someone."""

from entrepairs.pairs.tests.conftest import accept, invite, someone, tell, wish

__all__ = ["accept", "invite", "someone", "tell", "wish"]
