"""Measures, and prints what was wanted beside what was found. Always ends well, unless something is broken."""

import argparse
import json
import os
import platform
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import wants
from bench.instance import running
from bench.load import load
from bench.networks import Network, cookies, default_folder, module, ready
from bench.servers import compared
from bench.table import quantile, table, title
from bench.transfer import weighed
from bench.wants import Wish

PARTS = ("build", "pages", "library", "finding", "transfer", "load", "memory", "servers")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--people", type=int, nargs="+", default=[1000, 100_000], help="sizes of the networks"
    )
    parser.add_argument(
        "--entries", type=int, help="what the library holds (1,000,000; with --quick, 100,000)"
    )
    parser.add_argument("--quick", action="store_true", help="a third of the time, and less sure")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts of it")
    parser.add_argument(
        "--folder", type=Path, default=default_folder(), help="where the networks are kept"
    )
    parser.add_argument("--forget", action="store_true", help="remove the networks at the end")
    return parser.parse_args()


def about(options: argparse.Namespace) -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    busy = os.getloadavg()[0]
    print(
        f"Entrepairs, {datetime.now(UTC):%Y-%m-%d}, {cores} cores, {platform.machine()}, Python {platform.python_version()}."
    )
    if busy > 0.5:
        print(
            f"Others keep {busy:.1f} cores busy now: times and pages a second are worse than they would be alone."
        )
    print(f"Networks are kept in {options.folder}.", flush=True)


def build(networks: list[Network]) -> None:
    title("Building the networks")
    rows = []
    for network in networks:
        seconds = network.read()["seconds"]
        bound = wants.BUILD_SECONDS if network.people >= 100_000 else wants.RUN_SECONDS
        rows.append((f"{network.people:,} people", seconds, str(Wish(seconds, bound))))
    table(("network", "seconds", ""), rows)


def pages(networks: list[Network], views: int) -> None:
    title("Server time of the main pages, on one core")
    found = {
        n.people: json.loads(
            module("bench.inside", str(n.data), "--views", str(views), capture=True)
        )
        for n in networks
    }
    sizes = list(found)
    heads = [
        "page",
        *(f"{what} {size:,}" for size in sizes for what in ("median ms", "95 %")),
        "ratio",
        "CPU ms",
        "queries",
        "rows",
        "scanned",
        "",
    ]
    rows: list[list[Any]] = []
    for name in found[sizes[0]]:
        each = [found[size][name] for size in sizes]
        if any(page["status"] != [200] for page in each):
            rows.append([name, *[None] * (len(heads) - 2), f"answers {each[0]['status']}"])
            continue
        medians = [quantile(page["ms"], 0.5) for page in each]
        late = [quantile(page["ms"], 0.95) for page in each]
        ratio, most = medians[-1] / medians[0], max(page["queries"] for page in each)
        verdicts = [
            Wish(late[-1], wants.PAGE_MS),
            Wish(ratio, wants.RATIO),
            Wish(most, wants.QUERIES),
        ]
        figures = [figure for pair in zip(medians, late, strict=True) for figure in pair]
        cpu = quantile(each[-1]["cpu"], 0.5)
        last = each[-1]
        rows.append(
            [
                name,
                *figures,
                round(ratio, 2),
                cpu,
                most,
                last["rows"],
                last["scanned"],
                said(verdicts),
            ]
        )
    table(heads, rows)
    every = [
        ms for page in found[sizes[-1]].values() if page["status"] == [200] for ms in page["ms"]
    ]
    print(
        f"95 % of all these pages at {sizes[-1]:,} people: {quantile(every, 0.95):.1f} ms — {Wish(quantile(every, 0.95), wants.PAGE_MS)}"
    )
    print(
        "CPU ms: of Python alone. Rows: read for one view at the largest size; scanned: of these, by reading whole tables."
    )


def library(base: Path, entries: int, rounds: int) -> None:
    title(f"The library, {entries:,} moments of recordings and other things")
    network = ready(
        base / f"library-{entries}", wants.LIBRARY_PEOPLE
    )  # a shelf is built once: another size, elsewhere
    more = ("--entries", str(entries), "--rounds", str(rounds))
    found = json.loads(module("bench.library", str(network.data), *more, capture=True))
    rows = []
    for part, bound in (
        ("searches", wants.SEARCH_MS),
        ("pages", wants.PAGE_MS),
        ("changes", wants.CHANGE_MS),
    ):
        for name, got in found[part].items():
            ms = got["ms"] if part == "pages" else got
            late = quantile(ms, 0.95)
            rows.append((name, quantile(ms, 0.5), late, str(Wish(late, bound))))
    table(("", "median ms", "95 %", ""), rows)
    print("Searches: of the database alone, one core. The slowest, step by step:", found["slowest"])
    print("\n".join(found["plan"]))


def finding(base: Path, rounds: int) -> None:
    """Who might suit me, among so many: the search table alone is as large as that."""
    title("The ten best possible peers: database time, on a busy machine too long")
    rows, plans = [], []
    for lines, bound in wants.FINDING_MS.items():
        data = base / f"finding-{lines}"
        module("entrepairs", "simulate", "--data", str(data), "--people", "60", "--months", "1")
        found = json.loads(
            module(
                "bench.finding",
                str(data),
                "--lines",
                str(lines),
                "--rounds",
                str(rounds),
                capture=True,
            )
        )
        late = quantile(found["ms"], 0.95)
        kept = sum(found["kept"]) / len(found["kept"])
        missed = sum(found["missed"]) / len(found["missed"])
        rows.append(
            [
                f"{lines:,} people",
                quantile(found["ms"], 0.5),
                late,
                kept * 100,
                missed,
                str(Wish(late, bound)),
            ]
        )
        plans.append((lines, found["plan"]))
    table(("among", "median ms", "95 %", "score kept %", "of ten missed", ""), rows)
    print("Score kept, and how many of the ten are others: against comparing everybody.")
    for lines, plan in plans:
        print(f"\nThe plan among {lines:,}:")
        kept_lines = [
            line for line in plan.splitlines() if "Sort Key" not in line and "Presorted" not in line
        ]
        start = next((at for at, line in enumerate(kept_lines) if line.startswith("Limit ")), 0)
        print("\n".join(line[:160] for line in kept_lines[start:]), flush=True)


def said(wishes: list[Wish]) -> str:
    missed = [str(wish) for wish in wishes if not wish.reached]
    return "; ".join(missed) or "ok"


def outside(network: Network, parts: list[str], seconds: float) -> None:
    """What only a running instance tells."""
    notes = network.read()
    with running(network):
        pass  # whatever had to be prepared is
    with running(network) as instance:
        first = instance.first_page_seconds
        if "memory" in parts:
            title(f"Start and memory, {network.people:,} people")
            rows = [
                [
                    "seconds from a warm start to the first page",
                    first,
                    str(Wish(first, wants.FIRST_PAGE_SECONDS)),
                ]
            ]
            time.sleep(5)
            rows.append(["MB of everything, just started", *memory(instance.megabytes())])
        for name, key, wanted in (
            ("a conversation of 30 messages", "conversation", wants.CONVERSATION_PER_SECOND),
            ("a short list", "short_list", wants.LIST_PER_SECOND),
        ):
            path, session = notes[key]
            if "load" in parts:
                if key == "conversation":
                    title(
                        f"Pages a second, {wants.CONNECTIONS} connections, {network.people:,} people"
                    )
                url, cookie = instance.url(path), cookies(session)
                load(url, cookie, wants.CONNECTIONS, 2)
                got = load(url, cookie, wants.CONNECTIONS, seconds)
                verdict = str(Wish(got.per_second, wanted, at_least=True))
                print(
                    f"{name:32} {got.per_second:7.1f} a second, median {got.median_ms:.0f} ms, 99 % {got.late_ms:.0f} ms, failed {got.failed} — {verdict}",
                    flush=True,
                )
            else:
                instance.get(path, session)
        if "memory" in parts:
            time.sleep(5)
            rows.append(
                ["MB of everything, idle after these visits", *memory(instance.megabytes())]
            )
            table(("", "", ""), rows)
        if "transfer" in parts:
            transfer(instance, notes)


def memory(found: dict[str, float]) -> list[Any]:
    total = sum(found.values())
    parts = ", ".join(f"{name} {size:.0f}" for name, size in found.items())
    return [total, f"{Wish(total, wants.MEMORY_MB)}: {parts}"]


def transfer(instance: Any, notes: dict[str, Any]) -> None:
    title("Kilobytes transferred, headers included")
    rows = []
    for name, views in notes["pages"].items():
        first, later = weighed(instance, *views[0], secure=False)
        first_br, later_br = weighed(instance, *views[0], secure=True)
        verdict = said([Wish(first, wants.FIRST_KB), Wish(later, wants.LATER_KB)])
        rows.append((name, first, later, first_br, later_br, verdict))
    table(("page", "first visit", "later", "first (Brotli)", "later", ""), rows)


def servers(network: Network, seconds: float) -> None:
    title(f"Web servers, {network.people:,} people, two workers, {wants.CONNECTIONS} connections")
    notes = network.read()
    for name, key in (
        ("a conversation of 30 messages", "conversation"),
        ("a short list", "short_list"),
    ):
        found = compared(network, notes[key], wants.CONNECTIONS, seconds)
        rows = [
            (server, got.per_second, got.median_ms, got.late_ms, got.failed, mb)
            for server, (got, mb) in found.items()
        ]
        table((name, "pages a second", "median ms", "99 % ms", "failed", "MB in use"), rows)


def main() -> None:
    options = arguments()
    about(options)
    alone = not set(options.only) - {"library", "finding"}  # they make their own
    networks = [] if alone else [ready(options.folder, people) for people in options.people]
    seconds = 4.0 if options.quick else 12.0
    if "build" in options.only:
        build(networks)
    if "pages" in options.only:
        pages(networks, 100 if options.quick else 300)
    if "library" in options.only:
        library(
            options.folder,
            options.entries or (100_000 if options.quick else 1_000_000),
            10 if options.quick else 30,
        )
    if "finding" in options.only:
        finding(options.folder, 2 if options.quick else 6)
    parts = [part for part in options.only if part in ("transfer", "load", "memory")]
    if parts:
        outside(networks[-1], parts, seconds)
    if "servers" in options.only:
        servers(networks[-1], seconds)
    if options.forget:
        shutil.rmtree(options.folder)


if __name__ == "__main__":
    main()
