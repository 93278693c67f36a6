"""OAI-PMH 2.0: what is published for everyone, for open archives to harvest.

https://www.openarchives.org/OAI/openarchivesprotocol.html. Read under a stranger's hat, also when
a person asks. A list goes on from the last line given (its moment and its key, in the token), so it
neither repeats nor skips anything while rows change: what changes comes again, later in the list.
"""

import datetime as dt
import re
from collections.abc import Callable
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.db.models import Min
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from entrepairs.core.requests import Request
from entrepairs.library import channels, hooks, oai_xml
from entrepairs.library.channels import Channel
from entrepairs.library.models import Resource, Series, Withdrawal
from entrepairs.library.oai_lines import (
    Line,
    Selection,
    find_lines,
    line_of,
    public_resources,
    withdrawn_line,
)
from entrepairs.library.queries import PUBLIC
from entrepairs.ui.addresses import absolute_url

LINES = 100
PREFIX = "oai_dc"
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
STAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
FIRST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LAST = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
# What each verb must and may be given; a token stands alone.
VERBS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
}


class OaiError(Exception):
    """One of the errors of the protocol."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def oai_endpoint(request: Request) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    arguments: dict[str, str] = {}
    with channels.as_stranger(Channel.HARVEST):
        try:
            arguments = arguments_of(given)
            part = ANSWERS[arguments["verb"]](request, arguments)
        except OaiError as refusal:
            echo = {} if refusal.code in {"badVerb", "badArgument"} else arguments
            return oai_xml.oai_response(
                request, echo, oai_xml.error_part(refusal.code, str(refusal))
            )
        return oai_xml.oai_response(request, arguments, part)


def arguments_of(given: QueryDict) -> dict[str, str]:
    """Each once, none that the verb does not know, none missing."""
    if len(given.getlist("verb")) != 1 or given["verb"] not in VERBS:
        raise OaiError("badVerb", "The verb is missing, repeated or not one of the protocol.")
    if any(len(values) > 1 for _name, values in given.lists()):
        raise OaiError("badArgument", "An argument is repeated.")
    arguments = {name: str(given[name]) for name in given}
    must, may = VERBS[arguments["verb"]]
    names = set(arguments) - {"verb"}
    if "resumptionToken" in names & may:
        must, may = {"resumptionToken"}, set()
    if names - must - may or must - names:
        wrong = ", ".join(sorted((names - must - may) | (must - names)))
        raise OaiError("badArgument", f"Missing, or not for this verb: {wrong[:200]}")
    if any(char < " " for value in arguments.values() for char in value):
        raise OaiError("badArgument", "An argument has a character that cannot be.")
    return arguments


def describe_repository(request: Request, _arguments: dict[str, str]) -> ET.Element:
    first = Resource.objects.filter(PUBLIC).aggregate(at=Min("changed_at"))["at"]
    gone = Withdrawal.objects.aggregate(at=Min("at"))["at"]
    earliest = min([at for at in (first, gone) if at] or [dt.datetime.now(dt.UTC)])
    return oai_xml.identify_part(
        absolute_url(reverse("library:oai"), request),
        repository_host(request),
        format_moment(earliest),
    )


def list_formats(request: Request, arguments: dict[str, str]) -> ET.Element:
    if "identifier" in arguments:
        find_line(request, arguments["identifier"])
    return oai_xml.formats_part()


def list_sets(_request: Request, arguments: dict[str, str]) -> ET.Element:
    if "resumptionToken" in arguments:
        raise OaiError("badResumptionToken", "The sets are given in one list.")
    found = list(Series.objects.order_by("slug"))
    if not found:
        raise OaiError("noSetHierarchy", "There are no series yet.")
    return oai_xml.sets_part(found)


def get_record(request: Request, arguments: dict[str, str]) -> ET.Element:
    line = find_line(request, arguments["identifier"])
    check_prefix(arguments)
    return oai_xml.record_part(request, line, repository_host(request))


def list_lines(request: Request, arguments: dict[str, str]) -> ET.Element:
    selection = (
        read_token(arguments["resumptionToken"])
        if "resumptionToken" in arguments
        else read_selection(arguments)
    )
    found = find_lines(selection, LINES + 1)
    if not found:
        code = "badResumptionToken" if selection.after else "noRecordsMatch"
        raise OaiError(code, "Nothing was kept, changed or withdrawn in that selection.")
    shown, more = found[:LINES], len(found) > LINES
    given = selection.given + len(shown)
    token = selection.token_after(shown[-1], given) if more else ""
    resumption = (token, selection.given) if more or selection.after else None
    return oai_xml.list_part(
        request, arguments["verb"], shown, repository_host(request), resumption
    )


ANSWERS: dict[str, Callable[[Request, dict[str, str]], ET.Element]] = {
    "Identify": describe_repository,
    "ListMetadataFormats": list_formats,
    "ListSets": list_sets,
    "ListIdentifiers": list_lines,
    "ListRecords": list_lines,
    "GetRecord": get_record,
}


def check_prefix(arguments: dict[str, str]) -> None:
    if arguments["metadataPrefix"] != PREFIX:
        raise OaiError("cannotDisseminateFormat", "Only oai_dc is given.")


def read_selection(arguments: dict[str, str]) -> Selection:
    check_prefix(arguments)
    since, until = arguments.get("from", ""), arguments.get("until", "")
    if since and until and len(since) != len(until):
        raise OaiError("badArgument", "from and until are not of the same granularity.")
    slug = arguments.get("set", "")
    if slug and not Series.objects.exists():
        raise OaiError("noSetHierarchy", "There are no series yet.")
    step = dt.timedelta(seconds=1) if len(until) > len("2026-11-22") else dt.timedelta(days=1)
    selection = Selection(
        parse_moment(since, FIRST),
        parse_moment(until, LAST) + (step if until else dt.timedelta()),
        slug,
    )
    if since and until and selection.since >= selection.until:
        raise OaiError("badArgument", "from is after until.")
    return selection


def parse_moment(text: str, default: dt.datetime) -> dt.datetime:
    if not text:
        return default
    if not STAMP.fullmatch(text):
        raise OaiError("badArgument", "A date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
    try:
        read = dt.datetime.strptime(text, SECOND if "T" in text else DAY).replace(tzinfo=dt.UTC)
    except ValueError:
        raise OaiError("badArgument", "There is no such date.") from None
    return min(read, LAST - dt.timedelta(days=2))


def read_token(token: str) -> Selection:
    try:
        return Selection.from_token(token)
    except (signing.BadSignature, ValueError):
        raise OaiError("badResumptionToken", "This token was not given here.") from None


def find_line(request: Request, identifier: str) -> Line:
    start = f"oai:{repository_host(request)}:"
    if identifier.startswith(start):
        key = identifier.removeprefix(start)
        if there := public_resources().filter(key=key).first():
            return line_of(there, hooks.voices_of([there])[there.pk])
        if gone := Withdrawal.objects.select_related("series").filter(key=key).first():
            return withdrawn_line(gone)
    raise OaiError("idDoesNotExist", "Nothing is or was known here by that name.")


def repository_host(request: Request) -> str:
    return urlsplit(absolute_url("/", request)).hostname or "localhost"


def format_moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime(SECOND)
