"""Citations as machines read them in a page: Dublin Core, Highwire tags, schema.org."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from entrepairs.library.citations import Citation, CitedName, Copy

SCHEMA_TYPES = {
    "article": "ScholarlyArticle",
    "book": "Book",
    "chapter": "Chapter",
    "thesis": "Thesis",
    "report": "Report",
    "link": "WebPage",
    "document": "DigitalDocument",
    "testimony": "Article",
}
# Of a recording, sound or image is not known.
DCMI_TYPES = {"link": "InteractiveResource", "talk": "Event", "recording": ""}
SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
# What the tags call the whole that it is a part of, and who published it.
HIGHWIRE_WITHIN = {
    "article": "citation_journal_title",
    "chapter": "citation_inbook_title",
    "talk": "citation_conference_title",
}
HIGHWIRE_PUBLISHER = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}


def dublin_core(cited: Citation) -> list[tuple[str, str]]:
    """The elements of unqualified Dublin Core, for the page and for harvesters."""
    pairs = [
        ("title", cited.title),
        *(("creator", author.parts.sorted_form) for author in cited.authors),
    ]
    pairs += [("subject", subject) for subject in cited.subjects]
    pairs += [
        ("description", cited.summary),
        ("publisher", cited.publisher),
        ("date", cited.dated),
        ("type", dcmi_type(cited)),
    ]
    pairs += [
        ("format", media_type)
        for media_type in dict.fromkeys(file.media_type for file in cited.files)
    ]
    pairs += [("identifier", file.address) for file in cited.files]
    pairs += [
        ("identifier", cited.address),
        ("language", cited.language),
        ("relation", cited.within),
        ("relation", cited.series),
        *(("identifier", words) for words in standard_identifiers(cited.doi, cited.isbn)),
    ]
    return [(name, value) for name, value in [*pairs, ("rights", cited.licence_address)] if value]


def standard_identifiers(doi: str, isbn: str) -> list[str]:
    """As addresses: of a DOI, and of an ISBN (RFC 3187)."""
    found = [f"https://doi.org/{doi}" if doi else "", f"urn:isbn:{isbn}" if isbn else ""]
    return [words for words in found if words]


def dcmi_type(cited: Citation) -> str:
    return DCMI_TYPES.get(cited.kind, "Text")


def highwire_tags(cited: Citation) -> list[tuple[str, str]]:
    """The `citation_` tags of Highwire Press, which Google Scholar, Zotero and Mendeley read.

    https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    """
    first, last = cited.first_and_last_page
    pairs = [("citation_title", cited.title)]
    for author in cited.authors:
        pairs.append(("citation_author", author.parts.sorted_form))
        if author.orcid:
            pairs.append(("citation_author_orcid", f"https://orcid.org/{author.orcid}"))
    pairs += [
        ("citation_publication_date", cited.dated.replace("-", "/")),
        (HIGHWIRE_WITHIN.get(cited.kind, "citation_series_title"), cited.within or cited.series),
        (HIGHWIRE_PUBLISHER.get(cited.kind, "citation_publisher"), cited.publisher),
        ("citation_volume", cited.volume),
        ("citation_issue", cited.issue),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_doi", cited.doi),
        ("citation_isbn", cited.isbn),
        ("citation_language", cited.language),
        ("citation_keywords", "; ".join(cited.subjects)),
        ("citation_abstract_html_url", cited.address),
    ]
    pdf = [file.address for file in cited.files if file.media_type == "application/pdf"]
    return [pair for pair in [*pairs, *(("citation_pdf_url", one) for one in pdf[:1])] if pair[1]]


def person_of(author: CitedName) -> dict[str, str]:
    found = {"@type": "Person", "name": author.name}
    if not author.parts.literal:
        found |= {"familyName": author.parts.family, "givenName": author.parts.given}
    return found | ({"@id": f"https://orcid.org/{author.orcid}"} if author.orcid else {})


def media_object(file: Copy) -> dict[str, Any]:
    """A file, as search engines read it."""
    family = file.media_type.partition("/")[0]
    found = {
        "@type": {"audio": "AudioObject", "video": "VideoObject", "image": "ImageObject"}.get(
            family, "MediaObject"
        ),
        "contentUrl": file.address,
        "name": file.name,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "inLanguage": file.language,
        "duration": f"PT{round(file.seconds)}S" if file.seconds else "",
    }
    return {name: value for name, value in found.items() if value}


def whole_of(cited: Citation) -> dict[str, str] | None:
    """The journal, the book or the series that it is a part of."""
    name = cited.within or cited.series
    if not name:
        return None
    kinds = {"article": "Periodical", "chapter": "Book", "talk": "Event"}
    found = {
        "@type": kinds.get(cited.kind, "CreativeWorkSeries"),
        "name": name,
        "volumeNumber": cited.volume if cited.kind == "article" else "",
        "issueNumber": cited.issue if cited.kind == "article" else "",
        "isbn": cited.isbn if cited.kind == "chapter" else "",
    }
    return {key: value for key, value in found.items() if value}


def schema_org(cited: Citation) -> SafeString:
    """JSON-LD: a block of data, which is not run. Nothing in it ends the block."""
    described = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES.get(cited.kind, "CreativeWork"),
        "@id": cited.address,
        "url": cited.address,
        "name": cited.title,
        "author": [person_of(author) for author in cited.authors],
        "datePublished": cited.dated,
        "publisher": {"@type": "Organization", "name": cited.publisher}
        if cited.publisher
        else None,
        "isPartOf": whole_of(cited),
        "pagination": cited.pages,
        "sameAs": f"https://doi.org/{cited.doi}" if cited.doi else "",
        "isbn": cited.isbn if cited.kind == "book" else "",
        "inLanguage": cited.language,
        "abstract": cited.summary,
        "license": cited.licence_address,
        "keywords": list(cited.subjects),
        "encoding": [media_object(file) for file in cited.files],
    }
    written = json.dumps(
        {name: value for name, value in described.items() if value}, ensure_ascii=False
    )
    return mark_safe(written.translate(SCRIPT))
