"""What the ways in hold about a person: no other person reads any of it."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import COORDINATORS, ONLY_ME, UNTIL_ERASED, Held, Table, add, table

OF_MY_ACCOUNT = "select a.id from accounts_account a where a.person_id = (select me())"

add(
    Held(
        "accounts",
        "account",
        _("How I sign in: name, email address, passkeys, codes"),
        ONLY_ME,
        UNTIL_ERASED,
        (
            table("accounts_account", "person", closed=True),
            Table("account_emailaddress", mine=f"user_id in ({OF_MY_ACCOUNT})", closed=True),
            Table("mfa_authenticator", mine=f"user_id in ({OF_MY_ACCOUNT})", closed=True),
            table("accounts_entrycode", "person", unseen=("issued_by_id",), closed=True),
        ),
        page="accounts:account",
        # An address that waits to be confirmed goes with the account, by its own key.
        wipes=(
            "delete from account_emailconfirmation where email_address_id in (select e.id"
            " from account_emailaddress e join accounts_account a on a.id = e.user_id"
            " where a.person_id = %(person)s)",
        ),
    ),
    Held(
        "accounts",
        "sessions",
        _("Devices where I am signed in"),
        ONLY_ME,
        _("30 days after your last visit"),
        (Table("accounts_session", mine=f"account_id in ({OF_MY_ACCOUNT})", closed=True),),
        page="accounts:account",
    ),
    Held(
        "accounts",
        "lists",
        _("From which list I was added, and the mark on my card"),
        COORDINATORS,
        UNTIL_ERASED,
        (
            table("accounts_importedperson", "person", closed=True),
            table("accounts_cardmark", "person"),
        ),
        page="me_coordinators",
    ),
)
