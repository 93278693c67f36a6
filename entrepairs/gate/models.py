"""Getting in: accounts, sessions, codes on paper. Read under the gate hat only."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from entrepairs.people.models import Organisation, Person


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """How one person gets in: an e-mail address, or a name, or only passkeys. Nothing of their life is here."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="account")
    username = models.CharField(max_length=60, null=True, unique=True)
    email = models.EmailField(null=True, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())

    objects: AccountManager = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="account_username_any_case"),
            models.UniqueConstraint(Lower("email"), name="account_email_any_case"),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"


class Session(AbstractBaseSession):
    """A session knows its account, so that signing out everywhere is one deletion."""

    account_id = models.BigIntegerField(null=True, db_index=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        from entrepairs.gate.sessions import SessionStore

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
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("issued_at")), name="entry_code_dates"
            )
        ]
        indexes = [models.Index(fields=["person", "purpose"], name="entry_code_person")]


class ImportLayout(models.Model):
    """Which column is which, as a coordinator once said for a list with these headers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    headers = models.CharField(max_length=64)  # digest of the header line
    columns = models.JSONField()  # {"name": 0, "reference": 3, ...}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "headers"], name="import_layout_once")]


class ImportedPerson(models.Model):
    """The line of a list that a person came from, as a digest: the same list read twice adds nobody."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    line = models.CharField(max_length=64)
    imported_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "line"], name="imported_line_once")]
