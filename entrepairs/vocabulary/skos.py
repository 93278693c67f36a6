"""The vocabulary as SKOS in JSON-LD, for other systems to use the same words. See https://www.w3.org/TR/skos-reference/."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils import translation

from entrepairs.vocabulary.models import Mark, Scheme
from entrepairs.vocabulary.queries import Term

LANGUAGES = ("fr", "en")
CONTEXT = {
    "@version": 1.1,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "ConceptScheme": "skos:ConceptScheme",
    "Concept": "skos:Concept",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "editorialNote": {"@id": "skos:editorialNote", "@container": "@language"},
    "notation": "skos:notation",
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id", "@container": "@set"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "narrower": {"@id": "skos:narrower", "@type": "@id", "@container": "@set"},
    "source": "dcterms:source",
    "modified": {"@id": "dcterms:modified", "@type": "xsd:date"},
    "deprecated": {"@id": "owl:deprecated", "@type": "xsd:boolean"},
    # What the machine does with a concept, as it stands in our files.
    "data": {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "@type": "@json"},
}


def document(scheme: Scheme, terms: Sequence[Term], base: str) -> dict[str, Any]:
    """The whole scheme. `base` is the address of its page; a concept is a fragment of it."""
    addresses = {term.id: f"{base}#{term.key}" for term in terms}
    tops = [addresses[term.id] for term in terms if term.parent_id is None and not term.retired]
    head = {
        "@id": base,
        "@type": "ConceptScheme",
        "prefLabel": in_both(lambda: str(scheme.label)),
        "hasTopConcept": tops,
        "modified": max((term.checked_on.isoformat() for term in terms), default=None),
    }
    return {
        "@context": CONTEXT,
        "@graph": [head, *(node(term, terms, addresses, base) for term in terms)],
    }


def node(term: Term, terms: Sequence[Term], addresses: dict[int, str], base: str) -> dict[str, Any]:
    below = [addresses[other.id] for other in terms if other.parent_id == term.id]
    found = {
        "@id": addresses[term.id],
        "@type": "Concept",
        "inScheme": base,
        "notation": term.key,
        "prefLabel": {"fr": term.fr, "en": term.en},
        "definition": {"fr": term.fr_hint, "en": term.en_hint} if term.fr_hint else None,
        "broader": addresses[term.parent_id] if term.parent_id else None,
        "topConceptOf": base if term.parent_id is None and not term.retired else None,
        "narrower": below or None,
        "editorialNote": in_both(lambda: str(Mark(term.mark).label)) if term.mark else None,
        "source": term.source,
        "modified": term.checked_on.isoformat(),
        "deprecated": True if term.retired else None,
        "data": term.data or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def in_both(words: Callable[[], str]) -> dict[str, str]:
    spoken = {}
    for language in LANGUAGES:
        with translation.override(language):
            spoken[language] = words()
    return spoken
