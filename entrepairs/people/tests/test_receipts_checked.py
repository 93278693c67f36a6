"""Receipts of sharing choices, read by programs that others wrote: as ISO/IEC TS 27560 and as FHIR
say."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from fhir.resources.bundle import Bundle
from fhir.resources.consent import Consent as FhirConsent
from pydantic import ValidationError
from pyshacl import validate

from entrepairs.core import hats
from entrepairs.people.actions.facets import take_back_facet, tell_facet
from entrepairs.people.models import Person
from entrepairs.vocabulary.queries import concept_by_key

SHAPES = (Path(__file__).parent / "receipt_shapes.ttl").read_text()


@pytest.fixture
def kept(amel: Person, as_person: Callable[[Person], Client]) -> Callable[[str], Any]:
    """Amel's choices in a shape: one that stands, one withdrawn."""
    with hats.person(amel.pk):
        for key in ("voices", "street"):
            concept = concept_by_key("experience", key).id
            facet = tell_facet(kind="experience", concept=concept, audience=3, by=amel)
        take_back_facet(facet=facet, by=amel)
    client = as_person(amel)
    return lambda shape: client.get(f"/me/sharing/?format={shape}").json()


def faults_of(receipt: dict[str, Any]) -> str:
    fits, _graph, words = validate(
        json.dumps(receipt),
        data_graph_format="json-ld",
        shacl_graph=SHAPES,
        shacl_graph_format="turtle",
    )
    return "" if fits else words


def test_a_receipt_has_all_that_the_standard_asks(kept: Callable[[str], Any]) -> None:
    receipt = kept("json")
    assert len(receipt["dpv:hasRecordOfActivity"]) == 2
    assert faults_of(receipt) == ""
    for part in ("dpv:hasDataController", "dpv:hasConsentStatus", "dct:language"):
        broken = json.loads(json.dumps(receipt))
        del broken["dpv:hasRecordOfActivity"][0][part]
        assert part.partition(":")[2] in faults_of(broken)


def test_choices_are_consents_of_fhir(kept: Callable[[str], Any], amel: Person) -> None:
    bundle: Any = Bundle.model_validate(kept("fhir"))
    consents = [entry.resource for entry in bundle.entry]
    assert all(isinstance(one, FhirConsent) for one in consents)
    assert [one.status for one in consents] == ["active", "inactive"]
    assert [one.period.end is None for one in consents] == [True, False]
    assert {one.subject.identifier.value for one in consents} == {amel.key}
    assert "patient" not in json.dumps(kept("fhir")).lower()
    wrong = kept("fhir")
    del wrong["entry"][0]["resource"]["status"]
    with pytest.raises(ValidationError):
        Bundle.model_validate(wrong)
