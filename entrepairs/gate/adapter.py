"""How allauth makes accounts and sessions here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from entrepairs.base.middleware import SESSION_PERSON


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def login(self, request: Any, user: Any) -> None:
        super().login(request, user)
        request.session[SESSION_PERSON] = user.person_id
