"""Sharing choices as FHIR R5 Consent resources, for who keeps their records in that shape.

https://hl7.org/fhir/R5/consent.html. Nobody is called a patient: the person is named by their key.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import get_language

from entrepairs.ledger.models import Audience, Consent
from entrepairs.people.consent_receipts import describe_receipt, load_terms
from entrepairs.people.models import Person

DOCUMENT = {"system": "http://loinc.org", "code": "59284-0", "display": "Consent Document"}
LAW = "https://w3id.org/dpv/legal/eu/gdpr"


def consents_as_fhir(person: Person, consents: Iterable[Consent]) -> dict[str, Any]:
    """All of one's choices, in a Bundle."""
    rows = sorted(consents, key=lambda row: (row.given_at, row.pk))
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"fullUrl": _name(person, row), "resource": _consent(person, row)} for row in rows
        ],
    }


def _name(person: Person, row: Consent) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{person.key}-{row.pk}").urn


def _consent(person: Person, row: Consent) -> dict[str, Any]:
    """One choice: permitted to whom, for what, since when, until when."""
    known, language = load_terms(), (get_language() or "fr")[:2]
    me = {"identifier": {"value": person.key}}
    period = {"start": row.given_at.isoformat()}
    if row.withdrawn_at:
        period["end"] = row.withdrawn_at.isoformat()
    return {
        "resourceType": "Consent",
        "id": f"{person.key}-{row.pk}",
        "language": language,
        "status": "inactive" if row.withdrawn_at else "active",
        "category": [{"coding": [DOCUMENT]}],
        "subject": me,
        "date": localdate(row.given_at).isoformat(),
        "period": period,
        "grantor": [me],
        "grantee": [{"display": str(Audience(row.audience).label)}],
        "controller": [{"display": settings.PUBLISHER or settings.SITE_NAME}],
        "sourceAttachment": [{"language": row.language, "title": describe_receipt(row.what)}],
        "regulatoryBasis": [
            {"coding": [{"system": LAW, "code": basis.partition(":")[2]}]}
            for basis in known["legal_bases"]
        ],
        "decision": "permit",
        "provision": [{"period": period, "purpose": [{"display": known["purpose"][language]}]}],
    }
