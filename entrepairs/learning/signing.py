"""Attestations as Open Badges 3.0: signed by this site as did:web, listed when withdrawn, verified.

The library does all but two things that this site needs, which stand here: a signature that names
its key (`kid`), so that older keys go on verifying, and an identity that is not of an https site,
for a network that is tried out.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm
from openbadgeslib.ob3 import (
    Achievement,
    Evidence,
    IdentityObject,
    Issuer,
    OB3Signer,
    OpenBadgeCredential,
)
from openbadgeslib.ob3.did import build_did_document
from openbadgeslib.ob3.status_list import build_status_list_credential, status_entry

from entrepairs.learning.models import LIST_SIZE

LIST_LASTS = dt.timedelta(days=2)  # an older copy of the list is refused
NAME = "Entrepairs"


@dataclass(frozen=True, slots=True)
class Site:
    """Who signs: the site at this origin, with the key of this name."""

    origin: str
    kid: str = ""
    private: str = ""

    @property
    def did(self) -> str:
        return "did:web:" + quote(urlsplit(self.origin).netloc, safe="")

    def list_address(self, number: int) -> str:
        return f"{self.origin}/learning/withdrawn/{number}/"


@dataclass(frozen=True, slots=True)
class Told:
    """What an attestation says, in words."""

    code: str
    place: int
    name: str
    title: str
    facts: str
    confirmed: str
    words: str
    issued_at: dt.datetime


def new_pair() -> tuple[str, str]:
    """A private key and its public half, as text (Ed25519)."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


class NamingSigner(OB3Signer):
    """Names the key in what it signs, as a document with several keys needs."""

    def __init__(self, site: Site) -> None:
        super().__init__(site.private, algorithm="EdDSA")
        self.kid = f"{site.did}#{site.kid}"

    def sign_payload(self, payload: dict[str, Any]) -> str:
        headers = {"kid": self.kid, "jwk": self._public_jwk()}
        return jwt.encode(payload, self._load_privkey(), algorithm=self.algorithm, headers=headers)


def subject_of(code: str) -> str:
    """Whom a badge is about, without a name: it changes with each attestation."""
    return "urn:sha256:" + hashlib.sha256(f"holder:{code}".encode()).hexdigest()


def address_of(site: Site, code: str) -> str:
    return f"{site.origin}/learning/verify/{code}/"


def hide_name(told: Told) -> IdentityObject:
    """The name for who knows it already: a badge names nobody."""
    made = hashlib.sha256((told.name + told.code).encode()).hexdigest()
    return IdentityObject(f"sha256${made}", "name", hashed=True, salt=told.code)


def sign_badge(site: Site, told: Told) -> str:
    number, index = divmod(told.place, LIST_SIZE)
    listed = status_entry(site.list_address(number), "revocation", index)
    credential = OpenBadgeCredential(
        issuer=Issuer(id=site.did, name=NAME, url=site.origin),
        recipient_id=subject_of(told.code),
        achievement=Achievement(
            id=f"urn:sha256:{hashlib.sha256(f'achievement:{told.code}'.encode()).hexdigest()}",
            name=told.title,
            description=told.facts,
            criteria_narrative=told.confirmed,
        ),
        id=address_of(site, told.code),
        issuance_date=told.issued_at.replace(microsecond=0),
        evidence=[Evidence(narrative=told.words)] if told.words else [],
        credential_status=[listed],
        identifiers=[hide_name(told)],
    )
    return NamingSigner(site).sign(credential)


def key_that_signed(token: str) -> str:
    """The name of the key, as the signature says it."""
    return str(jwt.get_unverified_header(token)["kid"]).rpartition("#")[2]


def sign_list(site: Site, number: int, withdrawn: list[int], now: dt.datetime) -> str:
    """The list of what was withdrawn, one for many attestations: who asks for it says about none
    which."""
    address = site.list_address(number)
    listed = build_status_list_credential(
        site.did,
        address,
        "revocation",
        [place - number * LIST_SIZE for place in withdrawn],
        LIST_SIZE,
        issued=now,
        valid_until=now + LIST_LASTS,
    )
    claims = {"iss": site.did, "jti": address, "nbf": int(now.timestamp())}
    return NamingSigner(site).sign_payload(listed | claims)


def describe_site(site: Site, keys: list[tuple[str, str]]) -> dict[str, Any]:
    """The document of did:web: names of keys and public halves, the one that signs first."""
    methods = []
    for name, public in keys:
        loaded: Any = serialization.load_pem_public_key(public.encode())
        methods.append((name, json.loads(OKPAlgorithm.to_jwk(loaded))))
    return build_did_document(site.did, methods)
