"""OAI-PMH 2.0: what is kept for everyone, for open archives to harvest. https://www.openarchives.org/OAI/openarchivesprotocol.html

Asked under a stranger's hat whoever asks. A list goes on from the last line given (its moment and its key, in the token),
so it neither repeats nor skips anything while rows change: what changes meanwhile comes again, later in the list.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.db.models import BooleanField, DateTimeField, F, Func, Min, Q, Value
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from entrepairs.library import channels, oai_xml
from entrepairs.library.absolute_urls import absolute
from entrepairs.library.channels import Channel
from entrepairs.library.models import Resource, Series, Withdrawal
from entrepairs.library.queries import PUBLIC

LINES = 100
PREFIX = "oai_dc"
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
STAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
FIRST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LAST = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
SALT = "library.oai"
# What each verb must and may be given; a token stands alone.
VERBS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
}


class Refused(Exception):
    """One of the errors of the protocol."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True)
class Line:
    """A thing, or what is left of one that was withdrawn."""

    at: dt.datetime
    key: str
    slug: str  # of its series
    resource: Resource | None

    @property
    def place(self) -> tuple[dt.datetime, str]:
        return self.at, self.key


@dataclass(frozen=True, slots=True)
class Wanted:
    """A selection, and the line after which it goes on."""

    since: dt.datetime
    until: dt.datetime
    slug: str = ""
    after: tuple[dt.datetime, str] | None = None
    given: int = 0

    def token(self, last: Line, given: int) -> str:
        parts = [
            self.since.isoformat(),
            self.until.isoformat(),
            self.slug,
            last.at.isoformat(),
            last.key,
            given,
        ]
        return signing.dumps(parts, salt=SALT)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def endpoint(request: Any) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    arguments: dict[str, str] = {}
    with channels.anybody(Channel.HARVEST):
        try:
            arguments = arguments_of(given)
            part = ANSWERS[arguments["verb"]](request, arguments)
        except Refused as refusal:
            echo = {} if refusal.code in {"badVerb", "badArgument"} else arguments
            return oai_xml.answer(request, echo, oai_xml.error(refusal.code, str(refusal)))
        return oai_xml.answer(request, arguments, part)


def arguments_of(given: Any) -> dict[str, str]:
    """Each once, none that the verb does not know, none missing."""
    if len(given.getlist("verb")) != 1 or given["verb"] not in VERBS:
        raise Refused("badVerb", "The verb is missing, repeated or not one of the protocol.")
    if any(len(values) > 1 for _name, values in given.lists()):
        raise Refused("badArgument", "An argument is repeated.")
    arguments = {name: given[name] for name in given}
    must, may = VERBS[arguments["verb"]]
    names = set(arguments) - {"verb"}
    if "resumptionToken" in names & may:
        must, may = {"resumptionToken"}, set()
    if names - must - may or must - names:
        wrong = ", ".join(sorted((names - must - may) | (must - names)))
        raise Refused("badArgument", f"Missing, or not for this verb: {wrong[:200]}")
    if any(char < " " for value in arguments.values() for char in value):
        raise Refused("badArgument", "An argument has a character that cannot be.")
    return arguments


def identify(request: Any, _arguments: dict[str, str]) -> Any:
    first = Resource.objects.filter(PUBLIC).aggregate(at=Min("changed_at"))["at"]
    gone = Withdrawal.objects.aggregate(at=Min("at"))["at"]
    earliest = min([at for at in (first, gone) if at] or [dt.datetime.now(dt.UTC)])
    return oai_xml.identify(
        absolute(request, reverse("library:oai")), host(request), stamp(earliest)
    )


def formats(request: Any, arguments: dict[str, str]) -> Any:
    if "identifier" in arguments:
        one(request, arguments["identifier"])
    return oai_xml.formats()


def sets(_request: Any, arguments: dict[str, str]) -> Any:
    if "resumptionToken" in arguments:
        raise Refused("badResumptionToken", "The sets are given in one list.")
    found = list(Series.objects.order_by("slug"))
    if not found:
        raise Refused("noSetHierarchy", "There are no series yet.")
    return oai_xml.sets(found)


def record(request: Any, arguments: dict[str, str]) -> Any:
    line = one(request, arguments["identifier"])
    check_prefix(arguments)
    return oai_xml.get(request, line, host(request))


def listed(request: Any, arguments: dict[str, str]) -> Any:
    wanted = (
        resumed(arguments["resumptionToken"])
        if "resumptionToken" in arguments
        else selected(arguments)
    )
    found = lines(wanted)
    if not found:
        code = "badResumptionToken" if wanted.after else "noRecordsMatch"
        raise Refused(code, "Nothing was kept, changed or withdrawn in that selection.")
    shown, more = found[:LINES], len(found) > LINES
    given = wanted.given + len(shown)
    token = wanted.token(shown[-1], given) if more else ""
    resumption = (token, wanted.given) if more or wanted.after else None
    return oai_xml.listed(request, arguments["verb"], shown, host(request), resumption)


ANSWERS: dict[str, Callable[[Any, dict[str, str]], Any]] = {
    "Identify": identify,
    "ListMetadataFormats": formats,
    "ListSets": sets,
    "ListIdentifiers": listed,
    "ListRecords": listed,
    "GetRecord": record,
}


def check_prefix(arguments: dict[str, str]) -> None:
    if arguments["metadataPrefix"] != PREFIX:
        raise Refused("cannotDisseminateFormat", "Only oai_dc is given.")


def selected(arguments: dict[str, str]) -> Wanted:
    check_prefix(arguments)
    since, until = arguments.get("from", ""), arguments.get("until", "")
    if since and until and len(since) != len(until):
        raise Refused("badArgument", "from and until are not of the same granularity.")
    slug = arguments.get("set", "")
    if slug and not Series.objects.exists():
        raise Refused("noSetHierarchy", "There are no series yet.")
    step = dt.timedelta(seconds=1) if len(until) > len("2026-11-22") else dt.timedelta(days=1)
    wanted = Wanted(
        moment(since, FIRST), moment(until, LAST) + (step if until else dt.timedelta()), slug
    )
    if wanted.since >= wanted.until:
        raise Refused("badArgument", "from is after until.")
    return wanted


def moment(text: str, default: dt.datetime) -> dt.datetime:
    if not text:
        return default
    if not STAMP.fullmatch(text):
        raise Refused("badArgument", "A date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
    try:
        read = dt.datetime.strptime(text, SECOND if "T" in text else DAY).replace(tzinfo=dt.UTC)
    except ValueError:
        raise Refused("badArgument", "There is no such date.") from None
    return min(read, LAST - dt.timedelta(days=2))


def resumed(token: str) -> Wanted:
    try:
        since, until, slug, at, key, given = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise Refused("badResumptionToken", "This token was not given here.") from None
    read = dt.datetime.fromisoformat
    return Wanted(read(since), read(until), slug, (read(at), key), given)


def lines(wanted: Wanted) -> list[Line]:
    """As many as a page holds and one more, in the order of their moments: what there is, and what there was."""
    things = kept().filter(within("changed_at", wanted)).order_by("changed_at", "key")
    gone = (
        Withdrawal.objects.select_related("series")
        .filter(within("at", wanted))
        .order_by("at", "key")
    )
    found = [line_of(row) for row in things[: LINES + 1]] + [
        gone_line(row) for row in gone[: LINES + 1]
    ]
    return sorted(found, key=lambda line: line.place)[: LINES + 1]


def within(column: str, wanted: Wanted) -> Q:
    found = Q(**{f"{column}__gte": wanted.since, f"{column}__lt": wanted.until})
    if wanted.slug:
        found &= Q(series__slug=wanted.slug)
    if wanted.after:
        # As one comparison, which the index begins at: a list goes on as fast at its end as at its beginning, also when
        # thousands came in the same moment.
        at, key = wanted.after
        found &= Q(After(Row(F(column), F("key")), Row(Value(at, DateTimeField()), Value(key))))
    return found


class Row(Func):
    template, output_field = "(%(expressions)s)", BooleanField()


class After(Func):
    template, arg_joiner, output_field = "%(expressions)s", " > ", BooleanField()


def kept() -> Any:
    return (
        Resource.objects.filter(PUBLIC)
        .select_related("series", "organisation")
        .prefetch_related("authors", "subjects", "files")
    )


def line_of(row: Resource) -> Line:
    return Line(row.changed_at, row.key, row.series.slug if row.series else "", row)


def gone_line(row: Withdrawal) -> Line:
    return Line(row.at, row.key, row.series.slug if row.series else "", None)


def one(request: Any, identifier: str) -> Line:
    start = f"oai:{host(request)}:"
    if identifier.startswith(start):
        key = identifier.removeprefix(start)
        if thing := kept().filter(key=key).first():
            return line_of(thing)
        if gone := Withdrawal.objects.select_related("series").filter(key=key).first():
            return gone_line(gone)
    raise Refused("idDoesNotExist", "Nothing is or was known here by that name.")


def host(request: Any) -> str:
    return urlsplit(absolute(request, "/")).hostname or "localhost"


def stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime(SECOND)
