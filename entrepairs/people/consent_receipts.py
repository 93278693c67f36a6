"""Consent receipts: in words for a page, and as a file to keep."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
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
    """All of one's receipts, to keep outside of here: JSON-LD, in the terms of DPV.

    What was given again with other words or for others is a renewal; it ended the former one at
    the same moment.
    """
    rows = sorted(consents, key=lambda row: (row.given_at, row.pk))
    ended = {(row.what, row.withdrawn_at) for row in rows if row.withdrawn_at}
    renewed = {(row.what, row.given_at) for row in rows} & ended
    return {
        "@context": load_terms()["context"],
        "@type": "dpv:ConsentReceipt",
        "dct:conformsTo": f"{load_terms()['profile']}#receipt",
        "dct:publisher": settings.PUBLISHER or settings.SITE_NAME,
        "schema:recipient": "dpv:DataSubject",
        "dpv:hasRecordOfActivity": [_record(person, row, renewed) for row in rows],
    }


def _record(person: Person, row: Consent, renewed: set[tuple[str, Any]]) -> dict[str, Any]:
    """One choice: what, to whom, in which words, when, and how it is withdrawn."""
    known, language = load_terms(), (get_language() or "fr")[:2]
    began = "RenewedConsentGiven" if (row.what, row.given_at) in renewed else "ConsentGiven"
    events = [_event(began, row.given_at)]
    if row.withdrawn_at and (row.what, row.withdrawn_at) not in renewed:
        events.append(_event("ConsentWithdrawn", row.withdrawn_at))
    return {
        "@type": "dpv:ConsentRecord",
        "dct:identifier": f"{person.key}-{row.pk}",
        "dct:conformsTo": f"{known['profile']}#record",
        "dct:language": row.language,
        "dpv:hasDataSubject": person.key,
        "dpv:hasDataController": _controller(),
        "dpv:hasApplicableLaw": {"@id": "eu-gdpr:GDPR"},
        "dpv:hasConsentStatus": events,
        "dpv:hasProcess": {
            "@type": "dpv:Process",
            "dpv:hasPurpose": known["purpose"][language],
            "dpv:hasPersonalData": {"@id": row.what, "dct:title": describe_receipt(row.what)},
            "dpv:hasRecipient": str(Audience(row.audience).label),
            "dpv:hasLegalBasis": [{"@id": basis} for basis in known["legal_bases"]],
            "dpv:hasStorageCondition": known["storage"][language],
            "dpv:hasRight": {
                "@id": "eu-gdpr:A7-3",
                "dpv:isExercisedAt": known["withdrawal"][language],
            },
        },
    }


def _event(kind: str, at: Any) -> dict[str, Any]:
    return {"@type": f"dpv:{kind}", "dct:date": {"@value": at.isoformat(), "@type": "xsd:dateTime"}}


def _controller() -> dict[str, str]:
    told = {"schema:name": settings.PUBLISHER or settings.SITE_NAME}
    return told | ({"schema:email": settings.CONTACT} if settings.CONTACT else {})
