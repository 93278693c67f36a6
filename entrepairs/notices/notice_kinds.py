"""Kinds of notice that no room above declares."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

# The room accounts is below this one: the database tells it (sql/on_accounts.sql).
CODE = NoticeKind("notices", "code", _("someone created a code to sign in as me"), always=True)
