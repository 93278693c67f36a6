"""The answers of OAI-PMH, written."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from entrepairs.library import xml
from entrepairs.library.absolute_urls import absolute
from entrepairs.library.citations import DCMI_TYPES
from entrepairs.library.licences import licence
from entrepairs.library.models import File, Resource, Series
from entrepairs.vocabulary import queries as vocabulary

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
LOCATION = f"{{{XSI}}}schemaLocation"
SECOND = "%Y-%m-%dT%H:%M:%SZ"
for _prefix, _space in (
    ("", OAI),
    ("oai_dc", OAI_DC),
    ("dc", DC),
    ("xsi", XSI),
    ("oai-identifier", OAI_IDENTIFIER),
):
    ET.register_namespace(_prefix, _space)

Resumption = tuple[str, int] | None  # the token, nothing at the end; how many were given before


def tag(name: str) -> str:
    return f"{{{OAI}}}{name}"


def answer(request: Any, arguments: dict[str, str], part: ET.Element) -> HttpResponse:
    """What every answer is within: when, what was asked, and the part that answers."""
    root = ET.Element(
        tag("OAI-PMH"), {LOCATION: f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"}
    )
    xml.add(root, tag("responseDate"), dt.datetime.now(dt.UTC).strftime(SECOND))
    xml.add(root, tag("request"), absolute(request, reverse("library:oai")), **arguments)
    root.append(part)
    return xml.answer(root)


def error(code: str, words: str) -> ET.Element:
    part = ET.Element(tag("error"), code=code)
    part.text = xml.REFUSED.sub("", words)
    return part


def identify(address: str, host: str, earliest: str) -> ET.Element:
    part = ET.Element(tag("Identify"))
    for name, value in (
        ("repositoryName", "Entrepairs"),
        ("baseURL", address),
        ("protocolVersion", "2.0"),
        ("adminEmail", settings.DEFAULT_FROM_EMAIL),
        ("earliestDatestamp", earliest),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        xml.add(part, tag(name), value)
    space = f"{{{OAI_IDENTIFIER}}}"
    described = xml.add(xml.add(part, tag("description")), f"{space}oai-identifier")
    described.set(
        LOCATION, f"{OAI_IDENTIFIER} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"
    )
    for name, value in (
        ("scheme", "oai"),
        ("repositoryIdentifier", host),
        ("delimiter", ":"),
        ("sampleIdentifier", f"oai:{host}:abcdefghijkmnp"),
    ):
        xml.add(described, f"{space}{name}", value)
    return part


def formats() -> ET.Element:
    part = ET.Element(tag("ListMetadataFormats"))
    found = xml.add(part, tag("metadataFormat"))
    xml.add(found, tag("metadataPrefix"), "oai_dc")
    xml.add(found, tag("schema"), "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    xml.add(found, tag("metadataNamespace"), OAI_DC)
    return part


def sets(series: Iterable[Series]) -> ET.Element:
    part = ET.Element(tag("ListSets"))
    for one in series:
        found = xml.add(part, tag("set"))
        xml.add(found, tag("setSpec"), one.slug)
        xml.add(found, tag("setName"), one.title_en or one.title_fr)
    return part


def get(request: Any, line: Any, host: str) -> ET.Element:
    part = ET.Element(tag("GetRecord"))
    record(part, request, line, host)
    return part


def listed(
    request: Any, verb: str, lines: Iterable[Any], host: str, resumption: Resumption
) -> ET.Element:
    part = ET.Element(tag(verb))
    for line in lines:
        if verb == "ListIdentifiers":
            header(part, line, host)
        else:
            record(part, request, line, host)
    if resumption is not None:
        token, before = resumption
        xml.add(part, tag("resumptionToken"), token, cursor=str(before))
    return part


def header(parent: ET.Element, line: Any, host: str) -> None:
    found = xml.add(parent, tag("header"), **({} if line.resource else {"status": "deleted"}))
    xml.add(found, tag("identifier"), f"oai:{host}:{line.key}")
    xml.add(found, tag("datestamp"), line.at.astimezone(dt.UTC).strftime(SECOND))
    if line.slug:
        xml.add(found, tag("setSpec"), line.slug)


def record(parent: ET.Element, request: Any, line: Any, host: str) -> None:
    found = xml.add(parent, tag("record"))
    header(found, line, host)
    if line.resource:
        metadata = xml.add(xml.add(found, tag("metadata")), f"{{{OAI_DC}}}dc")
        metadata.set(LOCATION, f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
        words_of = elements(line.resource, absolute(request, line.resource.path))
        for name, words, language in [*words_of, *copies(request, line.resource)]:
            if words:
                one = xml.add(metadata, f"{{{DC}}}{name}", words)
                if language:
                    one.set(xml.XML_LANG, language)


def copies(request: Any, resource: Resource) -> list[tuple[str, str, str]]:
    """Its files: what they are, and where; the thing itself by its address, captions and the like as what goes with it."""
    files = list(resource.files.all())
    found = [
        ("format", media_type, "")
        for media_type in dict.fromkeys(file.media_type for file in files)
    ]
    for file in files:
        name = "identifier" if file.use == File.Use.ORIGINAL else "relation"
        found.append((name, absolute(request, file.path), ""))
    return found


def elements(resource: Resource, address: str) -> list[tuple[str, str, str]]:
    """Unqualified Dublin Core, in both languages where there are both: element, words, their language."""
    series, keeper = resource.series, resource.organisation if not resource.own else None
    terms = [vocabulary.concept(subject.concept_id) for subject in resource.subjects.all()]
    given = licence(resource.licence)
    found = [(name, getattr(resource, f"title_{name}"), name) for name in ("fr", "en")]
    rows = [("title", words, language) for _name, words, language in found]
    rows += [("creator", author.name, "") for author in resource.authors.all()]
    rows += [
        ("subject", words, language)
        for term in terms
        for words, language in ((term.fr, "fr"), (term.en, "en"))
    ]
    rows += [("description", getattr(resource, f"summary_{name}"), name) for name in ("fr", "en")]
    rows += [("publisher", resource.publisher or (keeper.name if keeper else ""), "")]
    rows += [("date", resource.dated.isoformat() if resource.dated else "", "")]
    rows += [("type", DCMI_TYPES.get(resource.kind, "Text"), ""), ("identifier", address, "")]
    rows += [("identifier", resource.url, ""), ("language", resource.language, "")]
    rows += [
        ("relation", words, "") for words in ((series.title_fr, series.title_en) if series else ())
    ]
    return [*rows, ("rights", given.url or given.en, "" if given.url else "en")]
