"""Attestations: what they say, who may make one, that they hold, and that they hold no more."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from openbadgeslib.ob3 import OB3Verifier
from openbadgeslib.verify import verify_badge
from pypdf import PdfReader

from entrepairs.core import hats
from entrepairs.core.hats import Hat
from entrepairs.learning import keys
from entrepairs.learning.actions import attestations
from entrepairs.learning.models import Attestation, ListPlace, SigningKey
from entrepairs.learning.paper import bake_badge
from entrepairs.learning.signing import subject_of
from entrepairs.learning.tests.making import (
    CLAIRE,
    ORIGIN,
    attested,
    confirmed,
    learned,
    taught,
)
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.rights.erasing import erase_person
from entrepairs.tests.posting import As, once, text

pytestmark = pytest.mark.usefixtures("network")
DID = "did:web:testserver"


@pytest.fixture
def held(bruno: Person, claire: Person) -> Attestation:
    return attested(confirmed(taught(bruno), claire), words="I lived four years outside.")


def fetched(client: Any) -> Any:
    """What a program of elsewhere downloads, as it asks for it."""
    return lambda url: client.get("/" + url.split("/", 3)[3]).content


def stands(one: Attestation, client: Any) -> bool:
    answer = verify_badge(
        bake_badge(one),
        "3",
        resolve_did=True,
        expected_recipient=subject_of(one.code),
        check_status=True,
        download=fetched(client),
        image_format="svg",
    )
    assert answer.issuer_did == DID
    return bool(answer.valid and answer.trusted)


# A person and their attestation


def test_one_press_makes_it_in_both_languages_and_it_says_what_its_person_chose(
    bruno: Person, claire: Person, as_person: As
) -> None:
    step = confirmed(taught(bruno), claire)
    page, here = as_person(bruno), f"/learning/mine/{step.key}/"
    form = text(page.get(f"{here}attest/"))
    assert 'value="Bruno"' in form
    told = once(name="Bruno Le Goff", words="Ce qui a tenu : un lit, une clé.")
    assert "Your attestation is ready" in text(page.post(f"{here}attest/", told, follow=True))
    with hats.person(bruno.pk):
        [one] = Attestation.objects.all()
    for language, words in (
        ("fr", "Attestation d’enseignement"),
        ("en", "Attestation of teaching"),
    ):
        answer = page.get(f"/learning/mine/attestations/{one.key}/{language}.pdf")
        reader = PdfReader(io.BytesIO(answer.content))
        said = " ".join(" ".join(part.extract_text() for part in reader.pages).split())
        root: Any = reader.root_object
        assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, language)
        for part in (
            words,
            "Bruno Le Goff",
            step.title,
            CLAIRE,
            "un lit, une clé",
            one.code[:5].upper(),
        ):
            assert part in said, part
        assert "120" not in said  # what was paid is on none
    badge = page.get(f"/learning/mine/attestations/{one.key}/badge.svg")
    assert badge["Content-Type"].startswith("image/svg+xml")
    assert "Le Goff" not in badge.content.decode()
    payload = OB3Verifier._decode_unverified(one.credential)
    assert "Le Goff" not in json.dumps(payload)  # a badge names nobody


def test_nothing_is_attested_that_nobody_confirmed(bruno: Person, amel: Person) -> None:
    life = learned(bruno)
    for person in (bruno, amel):
        with hats.person(person.pk), pytest.raises(NotPossible):
            attestations.make_attestation(
                step=life, name="x", words="", origin=ORIGIN, once=uuid4(), by=person
            )


def test_two_people_of_one_name_have_two_attestations(
    held: Attestation, amel: Person, claire: Person, client: Any
) -> None:
    other = attested(confirmed(taught(amel), claire), name=held.name)
    assert other.name == held.name
    assert other.code != held.code
    page = client.get(f"/learning/verify/{other.code}/")
    assert "four years outside" not in text(page)
    assert subject_of(other.code) != subject_of(held.code)


# Checking


def test_anybody_checks_a_code_or_a_file_and_nothing_is_kept_of_it(
    held: Attestation, client: Any, queries: Any
) -> None:
    with queries() as made:
        page = client.get(held.path)
    for words in ("This attestation is valid", "Bruno Le Goff", CLAIRE, "four years outside"):
        assert words in text(page)
    assert not [one for one in made if one.lower().startswith(("insert", "update", "delete"))]
    assert set(page.cookies) <= {"csrf"}  # that of any page, by which nobody is known again
    assert "no-store" in page["Cache-Control"]
    typed = client.post("/learning/verify/", {"code": f" {held.code[:5].upper()}-{held.code[5:]} "})
    assert "This attestation is valid" in text(typed)
    picture = io.BytesIO(bake_badge(held))
    picture.name = "badge.svg"
    sent = client.post("/learning/verify/", {"code": "", "badge": picture})
    assert "This attestation is valid" in text(sent)
    assert set(sent.cookies) <= {"csrf"}
    changed = io.BytesIO(bake_badge(held).replace(b'verify="e', b'verify="f'))
    changed.name = "badge.svg"
    assert "was changed" in text(client.post("/learning/verify/", {"badge": changed}))
    assert client.get("/learning/verify/abcdefghijkmnpqrstuv/").status_code == 404
    assert "Write the code" in text(client.post("/learning/verify/", {"code": ""}))


def test_a_withdrawn_one_is_refused_everywhere_and_a_new_one_takes_its_place(
    held: Attestation, bruno: Person, client: Any, as_person: As
) -> None:
    assert stands(held, client)
    page = as_person(bruno)
    page.post(f"/learning/mine/attestations/{held.key}/withdraw/", once())
    assert not stands(held, client)
    assert "This attestation is withdrawn" in text(client.get(held.path))
    second = attested(held.step, name="Bruno L.")
    third = attested(held.step, name="B. Le Goff")
    assert [stands(one, client) for one in (held, second, third)] == [False, False, True]
    assert "Withdrawn attestations" in text(page.get(f"/learning/mine/{held.step.key}/"))


def test_the_badge_of_who_is_erased_holds_no_more_and_its_number_is_given_to_nobody(
    held: Attestation, bruno: Person, client: Any
) -> None:
    erase_person(bruno.pk)
    assert not stands(held, client)
    assert client.get(held.path).status_code == 404
    picture = io.BytesIO(bake_badge(held))
    picture.name = "badge.svg"
    assert "is no longer valid" in text(client.post("/learning/verify/", {"badge": picture}))
    with hats.system("test"):
        assert ListPlace.objects.get(number=held.number).withdrawn


def test_deleting_what_was_attested_withdraws_it(
    held: Attestation, bruno: Person, client: Any, as_person: As
) -> None:
    as_person(bruno).post(f"/learning/mine/{held.step.key}/remove/", once())
    assert not stands(held, client)


def test_an_untouched_program_verifies_the_file_without_this_site(
    held: Attestation, client: Any, tmp_path: Path
) -> None:
    """The command line of the library, with the public key in a file and no network."""
    with hats.system("test"):
        key = SigningKey.objects.get()
    (tmp_path / "key.pem").write_text(key.public)
    for name, picture, code in (
        ("right", bake_badge(held), 0),
        ("wrong", bake_badge(held).replace(b'verify="ey', b'verify="eZ'), 1),
    ):
        file = tmp_path / f"{name}.svg"
        file.write_bytes(picture)
        program = str(Path(sys.executable).parent / "openbadges-verifier")
        asked = [
            program,
            "-i",
            str(file),
            "-r",
            subject_of(held.code),
            "-k",
            str(tmp_path / "key.pem"),
        ]
        assert subprocess.run(asked, capture_output=True, check=False).returncode == code


# Keys


def test_another_key_signs_and_what_the_older_one_signed_goes_on_holding(
    held: Attestation, amel: Person, claire: Person, client: Any
) -> None:
    keys.change_key()
    other = attested(confirmed(taught(amel), claire))
    assert [stands(one, client) for one in (held, other)] == [True, True]
    document = client.get("/.well-known/did.json").json()
    assert len(document["verificationMethod"]) == 2


def test_a_key_that_somebody_else_may_have_is_given_up_and_what_it_signed_is_made_again(
    held: Attestation, bruno: Person, client: Any, as_person: As
) -> None:
    here = f"/learning/mine/{held.step.key}/"
    assert "No longer valid" not in text(as_person(bruno).get(here))
    keys.change_key(give_up=True)
    assert not stands(held, client)
    assert "This attestation is no longer valid" in (page := text(client.get(held.path)))
    assert "This attestation is valid" not in page
    assert "No longer valid" in text(as_person(bruno).get(here))
    with hats.system("test"):
        assert SigningKey.objects.filter(private="").count() == 1  # nobody signs with it again
    assert stands(made := attested(held.step), client)
    assert "This attestation is valid" in text(client.get(made.path))
    assert "No longer valid" not in text(as_person(bruno).get(here))


def test_the_secret_half_of_a_key_is_read_by_no_person(held: Attestation, bruno: Person) -> None:
    from django.db import ProgrammingError

    with hats.person(bruno.pk):
        assert [one.key for one in SigningKey.objects.only("key")]
    with pytest.raises(ProgrammingError), hats.wearing(Hat("person", bruno.pk)):
        list(SigningKey.objects.values("private"))


def test_a_list_that_does_not_exist_is_no_page(client: Any, held: Attestation) -> None:
    assert client.get("/learning/withdrawn/0/").status_code == 200
    assert client.get("/learning/withdrawn/1000/").status_code == 404
