"""Consent receipts: in words for a page, and as a file to keep."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrepairs.ledger.models import Audience, Consent
from entrepairs.people import hooks
from entrepairs.people.models import Facet, Person
from entrepairs.people.queries import SCHEMES
from entrepairs.vocabulary import queries as vocabulary


@cache
def load_terms() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "receipt.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def describe_receipt(what: str) -> str:
    """ "experience:voices" in words: "lived experience: hearing voices"."""
    kind, _colon, part = what.partition(":")
    if kind == "name":
        return _("your name")
    if kind in hooks.consent_words:
        return str(hooks.consent_words[kind])
    if kind not in Facet.Kind.values:
        return what
    label = str(Facet.Kind(kind).label)
    if not part:
        return label
    if kind == Facet.Kind.CONTACT:
        return f"{label} ({dict(Facet.Means.choices).get(part, part)})"
    try:
        return f"{label} ({vocabulary.concept_by_key(SCHEMES[Facet.Kind(kind)], part).label})"
    except KeyError:
        return f"{label} ({part})"


def receipts_as_json(person: Person, consents: Iterable[Consent]) -> dict[str, Any]:
    """All of one's receipts, to keep outside of here."""
    known, language = load_terms(), (get_language() or "fr")[:2]
    return {
        "schema": known["schema"],
        "person": person.key,
        "purpose": known["purpose"][language],
        "legal_basis": known["legal_basis"],
        "withdrawal": known["withdrawal"][language],
        "receipts": [_receipt_as_json(consent) for consent in consents],
    }


def _receipt_as_json(consent: Consent) -> dict[str, Any]:
    return {
        "what": consent.what,
        "in_words": describe_receipt(consent.what),
        "audience": str(Audience(consent.audience).label),
        "language": consent.language,
        "given_at": consent.given_at.isoformat(),
        "withdrawn_at": consent.withdrawn_at and consent.withdrawn_at.isoformat(),
        "state": "withdrawn" if consent.withdrawn_at else "given",
    }
