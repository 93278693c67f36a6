"""Getting in: accounts, sessions, codes on paper. Read under the gate hat only."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from entrepairs.accounts.passphrases import canonical_secret
from entrepairs.people.models import Organisation, Person


class AddressField(models.EmailField):  # type: ignore[type-arg]
    """An address or NULL: two accounts without one cannot share an empty one."""

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value) or None


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """How one person gets in: an e-mail address, or a name, or only passkeys.

    Nothing of their life is here. The password is one that was chosen, or four words that were
    drawn: one or the other.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="account")
    username = models.CharField(max_length=60, null=True, unique=True)
    email = AddressField(null=True, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())

    objects: AccountManager = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="account_username_any_case"),
            models.UniqueConstraint(Lower("email"), name="account_email_any_case"),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else canonical_secret(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(
            None if raw_password is None else canonical_secret(raw_password)
        )


class Session(AbstractBaseSession):
    """A session knows its account: signing out everywhere, or erasing a person, is one deletion.

    Of where it was opened it keeps the kind of device and the day, so that its person can recognise
    it; and a mark, once something of that device ends with its session (notices/sql).
    """

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=20, blank=True)
    signed_in_at = models.DateTimeField(null=True)
    mark = models.CharField(max_length=14, blank=True, default="", db_default="")

    @classmethod
    def get_session_store_class(cls) -> Any:
        from entrepairs.accounts.sessions import SessionStore

        return SessionStore


class EntryCode(models.Model):
    """A code on paper. Only its digest is kept, made with a key that is outside the database."""

    class Purpose(models.TextChoices):
        ENTRY = "entry"  # handed out by an association: the first way in
        RECOVERY = "recovery"  # printed by the person: the way back in

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    issued_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    issued_at = models.DateTimeField(db_default=Now())
    # Said by the database, for a person who has come in before: time to refuse it.
    opens_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("issued_at")),
                name="entry_code_dates",
            )
        ]
        indexes = [models.Index(fields=["person", "purpose"], name="entry_code_person")]


class ImportLayout(models.Model):
    """Which column is which, as a coordinator once said for a list with these headers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    headers = models.CharField(max_length=64)  # digest of the header line
    columns = models.JSONField()  # {"name": 0, "reference": 3, ...}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "headers"], name="import_layout_once")
        ]


class ImportedPerson(models.Model):
    """The line of a list that a person came from, as a digest: read twice, it adds nobody."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    line = models.CharField(max_length=64)
    imported_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "line"], name="imported_line_once")
        ]


class CardMark(models.Model):
    """What tells two people of one name apart on a list and on the back of their cards.

    The coordinators' own words, such as a reference or a year; forgotten when the person comes in.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="card_mark_once"),
            models.CheckConstraint(condition=~Q(words=""), name="card_mark_says_something"),
        ]
