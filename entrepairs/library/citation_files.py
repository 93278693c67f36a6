"""Citations as files for reference managers: BibTeX, RIS, CSL-JSON, and a reference in words."""

import json

from django.http import Http404, HttpResponse

from entrepairs.core.person_names import NameParts
from entrepairs.core.requests import Request
from entrepairs.library.citations import Citation, one_line
from entrepairs.library.references import to_csl, write_reference
from entrepairs.ui.file_answers import answer_file

BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {c: f"\\{c}" for c in "&%$#_"}
    # BibTeX counts every brace, also after a backslash: one alone would swallow the rest.
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
)
BIBTEX_TYPES = {
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "thesis": "thesis",
    "report": "techreport",
    "talk": "inproceedings",
}
# By which field is said: the whole it is a part of, and who published it.
BIBTEX_WITHIN = {"article": "journal", "chapter": "booktitle", "talk": "booktitle"}
BIBTEX_PUBLISHER = {"thesis": "school", "report": "institution"}
RIS_TYPES = {
    "article": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "report": "RPRT",
    "link": "ELEC",
    "talk": "CPAPER",
}
RIS_MEDIA = {"audio": "SOUND", "video": "VIDEO"}


def to_bibtex(cited: Citation) -> str:
    fields = {
        "author": " and ".join(bibtex_name(author.parts) for author in cited.authors),
        "title": f"{{{cited.title.translate(BIBTEX)}}}",
        "year": cited.dated_or_not,
        "date": cited.dated,
        BIBTEX_WITHIN.get(cited.kind, "note"): cited.within.translate(BIBTEX),
        BIBTEX_PUBLISHER.get(cited.kind, "publisher"): cited.publisher.translate(BIBTEX),
        "series": cited.series.translate(BIBTEX),
        "volume": cited.volume.translate(BIBTEX),
        "number": cited.issue.translate(BIBTEX),
        "pages": "--".join(filter(None, cited.first_and_last_page)).translate(BIBTEX),
        "doi": cited.doi.translate(BIBTEX),
        "isbn": cited.isbn,
        "language": cited.language,
        "keywords": ", ".join(cited.subjects).translate(BIBTEX),
        "abstract": one_line(cited.summary).translate(BIBTEX),
        "url": cited.address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value and value != "{}"]
    kind = BIBTEX_TYPES.get(cited.kind, "misc")
    return f"@{kind}{{entrepairs-{cited.key},\n" + ",\n".join(lines) + "\n}\n"


def bibtex_name(parts: NameParts) -> str:
    """In braces, one name: neither cut at “and” nor sorted by its last word."""
    family, given = (part.translate(BIBTEX) for part in (parts.family, parts.given))
    if parts.literal:
        return f"{{{family}}}"
    return ", ".join(
        f"{{{part}}}" if "," in part or " and " in f" {part.casefold()} " else part
        for part in (family, given)
    )


def to_ris(cited: Citation) -> str:
    first, last = cited.first_and_last_page
    lines = [
        ("TY", ris_type(cited)),
        ("ID", cited.key),
        ("TI", cited.title),
        *(("AU", author.parts.sorted_form) for author in cited.authors),
        ("PY", cited.year),
        ("DA", cited.dated.replace("-", "/")),
        ("T2", cited.within),
        ("T3", cited.series),
        ("VL", cited.volume),
        ("IS", cited.issue),
        ("SP", first),
        ("EP", last),
        ("PB", cited.publisher),
        ("SN", cited.isbn),
        ("DO", cited.doi),
        ("AB", one_line(cited.summary)),
        ("LA", cited.language),
        ("UR", cited.address),
        *(("KW", one_line(subject)) for subject in cited.subjects),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def ris_type(cited: Citation) -> str:
    if cited.kind in RIS_TYPES:
        return RIS_TYPES[cited.kind]
    families = [file.media_type.partition("/")[0] for file in cited.files]
    found = [RIS_MEDIA[family] for family in families if family in RIS_MEDIA]
    return found[0] if found and cited.kind == "recording" else "GEN"


def to_csl_json(cited: Citation) -> str:
    return json.dumps([to_csl(cited)], ensure_ascii=False, indent=2)


FORMATS = {
    "bib": (to_bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (to_ris, "application/x-research-info-systems; charset=utf-8"),
    "json": (to_csl_json, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


def citation_response(request: Request, cited: Citation, how: str) -> HttpResponse:
    """A file for a reference manager; or the reference alone, to be copied."""
    if how == "txt":
        written = write_reference(cited, request.GET.get("style", ""))
        return HttpResponse(f"{written.text}\n", content_type="text/plain; charset=utf-8")
    if how not in FORMATS:
        raise Http404
    write, kind = FORMATS[how]
    return answer_file(write(cited), kind, f"entrepairs-{cited.key}.{how}")
