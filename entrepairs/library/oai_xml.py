"""Responses of OAI-PMH, as XML."""

import datetime as dt
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from entrepairs.core.requests import Request
from entrepairs.library import xml
from entrepairs.library.citation_metadata import DCMI_TYPES, standard_identifiers
from entrepairs.library.citations import cited_names
from entrepairs.library.licences import licence_named
from entrepairs.library.models import File, Resource, Series
from entrepairs.library.oai_lines import Line
from entrepairs.ui.addresses import absolute_url
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


def oai_tag(name: str) -> str:
    return f"{{{OAI}}}{name}"


def oai_response(request: Request, arguments: dict[str, str], part: ET.Element) -> HttpResponse:
    """What every answer is within: when, what was asked, and the part that answers."""
    root = ET.Element(
        oai_tag("OAI-PMH"), {LOCATION: f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"}
    )
    xml.add_child(root, oai_tag("responseDate"), dt.datetime.now(dt.UTC).strftime(SECOND))
    xml.add_child(
        root, oai_tag("request"), absolute_url(reverse("library:oai"), request), **arguments
    )
    root.append(part)
    return xml.xml_response(root)


def error_part(code: str, text: str) -> ET.Element:
    part = ET.Element(oai_tag("error"), code=code)
    part.text = xml.clean_text(text)
    return part


def identify_part(address: str, host: str, earliest: str) -> ET.Element:
    part = ET.Element(oai_tag("Identify"))
    for name, value in (
        ("repositoryName", settings.SITE_NAME),
        ("baseURL", address),
        ("protocolVersion", "2.0"),
        ("adminEmail", settings.MAIL_ADDRESS),
        ("earliestDatestamp", earliest),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        xml.add_child(part, oai_tag(name), value)
    space = f"{{{OAI_IDENTIFIER}}}"
    described = xml.add_child(xml.add_child(part, oai_tag("description")), f"{space}oai-identifier")
    described.set(
        LOCATION, f"{OAI_IDENTIFIER} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"
    )
    for name, value in (
        ("scheme", "oai"),
        ("repositoryIdentifier", host),
        ("delimiter", ":"),
        ("sampleIdentifier", f"oai:{host}:abcdefghijkmnp"),
    ):
        xml.add_child(described, f"{space}{name}", value)
    return part


def formats_part() -> ET.Element:
    part = ET.Element(oai_tag("ListMetadataFormats"))
    found = xml.add_child(part, oai_tag("metadataFormat"))
    xml.add_child(found, oai_tag("metadataPrefix"), "oai_dc")
    xml.add_child(found, oai_tag("schema"), "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    xml.add_child(found, oai_tag("metadataNamespace"), OAI_DC)
    return part


def sets_part(series: Iterable[Series]) -> ET.Element:
    part = ET.Element(oai_tag("ListSets"))
    for row in series:
        found = xml.add_child(part, oai_tag("set"))
        xml.add_child(found, oai_tag("setSpec"), row.slug)
        xml.add_child(found, oai_tag("setName"), row.title_en or row.title_fr)
    return part


def record_part(request: Request, line: Line, host: str) -> ET.Element:
    part = ET.Element(oai_tag("GetRecord"))
    add_record(part, request, line, host)
    return part


def list_part(
    request: Request, verb: str, lines: Iterable[Line], host: str, resumption: Resumption
) -> ET.Element:
    part = ET.Element(oai_tag(verb))
    for line in lines:
        if verb == "ListIdentifiers":
            add_header(part, line, host)
        else:
            add_record(part, request, line, host)
    if resumption is not None:
        token, before = resumption
        xml.add_child(part, oai_tag("resumptionToken"), token, cursor=str(before))
    return part


def add_header(parent: ET.Element, line: Line, host: str) -> None:
    found = xml.add_child(
        parent, oai_tag("header"), **({} if line.resource else {"status": "deleted"})
    )
    xml.add_child(found, oai_tag("identifier"), f"oai:{host}:{line.key}")
    xml.add_child(found, oai_tag("datestamp"), line.at.astimezone(dt.UTC).strftime(SECOND))
    if line.slug:
        xml.add_child(found, oai_tag("setSpec"), line.slug)


def add_record(parent: ET.Element, request: Request, line: Line, host: str) -> None:
    found = xml.add_child(parent, oai_tag("record"))
    add_header(found, line, host)
    if line.resource:
        metadata = xml.add_child(xml.add_child(found, oai_tag("metadata")), f"{{{OAI_DC}}}dc")
        metadata.set(LOCATION, f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
        address = absolute_url(line.resource.path, request)
        described = dublin_core_elements(line.resource, address, line.voices)
        for name, text, language in [*described, *file_elements(request, line.resource)]:
            if text:
                element = xml.add_child(metadata, f"{{{DC}}}{name}", text)
                if language:
                    element.set(xml.XML_LANG, language)


def file_elements(request: Request, resource: Resource) -> list[tuple[str, str, str]]:
    """Its files: formats and addresses. Captions and the like are what goes with the resource."""
    files = list(resource.files.all())
    found = [
        ("format", media_type, "")
        for media_type in dict.fromkeys(file.media_type for file in files)
    ]
    for file in files:
        name = "identifier" if file.use == File.Use.ORIGINAL else "relation"
        found.append((name, absolute_url(file.path, request), ""))
    return found


def dublin_core_elements(
    resource: Resource, address: str, voices: Iterable[str]
) -> list[tuple[str, str, str]]:
    """Unqualified Dublin Core, in both languages where there are both: element, text, language."""
    series, owner = resource.series, resource.organisation if not resource.own else None
    terms = [vocabulary.concept(subject.concept_id) for subject in resource.subjects.all()]
    given = licence_named(resource.licence)
    rows = [("title", getattr(resource, f"title_{name}"), name) for name in ("fr", "en")]
    names = cited_names(resource, resource.authors.all(), voices)
    rows += [("creator", one.parts.sorted_form, "") for one in names]
    rows += [
        ("subject", words, language)
        for term in terms
        for words, language in ((term.fr, "fr"), (term.en, "en"))
    ]
    rows += [("description", getattr(resource, f"summary_{name}"), name) for name in ("fr", "en")]
    rows += [("publisher", resource.publisher or (owner.name if owner else ""), "")]
    rows += [("date", resource.dated.isoformat() if resource.dated else "", "")]
    rows += [("type", DCMI_TYPES.get(resource.kind, "Text"), ""), ("identifier", address, "")]
    rows += [("identifier", resource.url, ""), ("language", resource.language, "")]
    rows += [
        ("identifier", words, "") for words in standard_identifiers(resource.doi, resource.isbn)
    ]
    rows += [("relation", resource.within, "")]
    rows += [
        ("relation", words, "") for words in ((series.title_fr, series.title_en) if series else ())
    ]
    return [*rows, ("rights", given.url or given.en, "" if given.url else "en")]
