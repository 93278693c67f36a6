"""Measures, and prints what was wanted beside what was found.

Always ends well, unless something is broken.
"""

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
from bench.instance import Instance, run_instance
from bench.load import load_page
from bench.networks import Network, cookies, default_folder, prepare_network, run_module
from bench.table import print_table, print_title, quantile
from bench.transfer import weigh_page
from bench.wants import Wish

PARTS = ("build", "pages", "library", "bodies", "finding", "transfer", "load", "memory")


def read_arguments() -> argparse.Namespace:
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


def print_about(options: argparse.Namespace) -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    busy = os.getloadavg()[0]
    python = platform.python_version()
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    print(f"Entrepairs, {day}, {cores} cores, {platform.machine()}, Python {python}.")
    if busy > 0.5:
        print(f"Others keep {busy:.1f} cores busy now: times are worse than they would be alone.")
    print(f"Networks are kept in {options.folder}.", flush=True)


def report_build(networks: list[Network]) -> None:
    print_title("Building the networks")
    rows = []
    for network in networks:
        seconds = network.read()["seconds"]
        bound = wants.BUILD_SECONDS if network.people >= 100_000 else wants.RUN_SECONDS
        rows.append((f"{network.people:,} people", seconds, str(Wish(seconds, bound))))
    print_table(("network", "seconds", ""), rows)


def report_pages(networks: list[Network], views: int) -> None:
    print_title("Server time of the main pages, on one core")
    found = {
        n.people: json.loads(
            run_module("bench.inside", str(n.data), "--views", str(views), capture=True)
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
    last = found[sizes[-1]]
    print_table(heads, [_row_of_page(name, [found[n][name] for n in sizes]) for name in last])
    every = [ms for page in last.values() if page["status"] == [200] for ms in page["ms"]]
    late = quantile(every, 0.95)
    verdict = Wish(late, wants.PAGE_MS)
    print(f"95 % of all these pages at {sizes[-1]:,} people: {late:.1f} ms — {verdict}")
    print("CPU ms: of Python alone. Rows: read for one view at the largest size;")
    print("scanned: of these, by reading whole tables.")


def _row_of_page(name: str, each: list[dict[str, Any]]) -> list[Any]:
    """`each`: what was measured at each size, the largest last."""
    if any(page["status"] != [200] for page in each):
        return [name, *[None] * (2 * len(each) + 5), f"answers {each[0]['status']}"]
    medians = [quantile(page["ms"], 0.5) for page in each]
    late = [quantile(page["ms"], 0.95) for page in each]
    ratio, most = medians[-1] / medians[0], max(page["queries"] for page in each)
    wishes = [Wish(late[-1], wants.PAGE_MS), Wish(ratio, wants.RATIO), Wish(most, wants.QUERIES)]
    figures = [figure for pair in zip(medians, late, strict=True) for figure in pair]
    last = each[-1]
    cpu = quantile(last["cpu"], 0.5)
    counts = (most, last["rows"], last["scanned"])
    return [name, *figures, round(ratio, 2), cpu, *counts, list_missed(wishes)]


def report_library(base: Path, entries: int, rounds: int) -> None:
    print_title(f"The library, {entries:,} moments of recordings and other things")
    network = prepare_network(
        base / f"library-{entries}", wants.LIBRARY_PEOPLE
    )  # a shelf is built once: another size, elsewhere
    more = ("--entries", str(entries), "--rounds", str(rounds))
    found = json.loads(run_module("bench.library", str(network.data), *more, capture=True))
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
    print_table(("", "median ms", "95 %", ""), rows)
    print("Searches: of the database alone, one core. The slowest, step by step:", found["slowest"])
    print("\n".join(found["plan"]))


def report_bodies(base: Path, rounds: int) -> None:
    """Bodies of a country and what is carried there, at the size that DESIGN.md is held to."""
    print_title(f"{wants.BODIES:,} bodies and {wants.ITEMS:,} items: server time, on one core")
    network = prepare_network(base / "bodies", wants.LIBRARY_PEOPLE)
    sizes = ("--bodies", str(wants.BODIES), "--items", str(wants.ITEMS))
    more = (*sizes, "--rounds", str(rounds))
    found = json.loads(run_module("bench.bodies", str(network.data), *more, capture=True))
    rows = []
    for name, got in found.items():
        late = quantile(got["ms"], 0.95)
        wishes = [Wish(late, wants.PAGE_MS), Wish(got["queries"], wants.QUERIES)]
        answers = list_missed(wishes) if got["status"] == [200] else f"answers {got['status']}"
        rows.append((name, quantile(got["ms"], 0.5), late, got["queries"], got["rows"], answers))
    print_table(("page", "median ms", "95 %", "queries", "rows", ""), rows)


def report_finding(base: Path, rounds: int) -> None:
    """The ranking of possible peers, in a search table as large as that."""
    print_title("The ten best possible peers: database time, on a busy machine too long")
    rows, plans = [], []
    for lines, bound in wants.FINDING_MS.items():
        data = base / f"finding-{lines}"
        run_module("entrepairs", "simulate", "--data", str(data), "--people", "60", "--months", "1")
        found = json.loads(
            run_module(
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
    print_table(("among", "median ms", "95 %", "score kept %", "of ten missed", ""), rows)
    print("Score kept, and how many of the ten are others: against comparing everybody.")
    for lines, plan in plans:
        print(f"\nThe plan among {lines:,}:")
        kept_lines = [
            line for line in plan.splitlines() if "Sort Key" not in line and "Presorted" not in line
        ]
        start = next((at for at, line in enumerate(kept_lines) if line.startswith("Limit ")), 0)
        print("\n".join(line[:160] for line in kept_lines[start:]), flush=True)


def list_missed(wishes: list[Wish]) -> str:
    missed = [str(wish) for wish in wishes if not wish.reached]
    return "; ".join(missed) or "ok"


PAGES_AGAIN = (
    ("a conversation of 30 messages", "conversation", wants.CONVERSATION_PER_SECOND),
    ("a short list", "short_list", wants.LIST_PER_SECOND),
)


def report_instance(network: Network, parts: list[str], seconds: float) -> None:
    """What only a running instance tells."""
    notes = network.read()
    with run_instance(network):
        pass  # everything that had to be prepared is
    with run_instance(network) as instance:
        rows: list[list[Any]] = []
        if "memory" in parts:
            first = instance.first_page_seconds
            verdict = str(Wish(first, wants.FIRST_PAGE_SECONDS))
            rows.append(["seconds from a warm start to the first page", first, verdict])
            time.sleep(5)
            rows.append(["MB of everything, just started", *row_of_memory(instance.megabytes())])
        if "load" in parts:
            report_load(instance, network, seconds)
        else:
            for _name, key, _wanted in PAGES_AGAIN:
                instance.get(*notes[key])
        if "memory" in parts:
            time.sleep(5)
            visited = row_of_memory(instance.megabytes())
            rows.append(["MB of everything, idle after these visits", *visited])
            print_title(f"Start and memory, {network.people:,} people")
            print_table(("", "", ""), rows)
        if "transfer" in parts:
            report_transfer(instance, notes)


def report_load(instance: Instance, network: Network, seconds: float) -> None:
    notes = network.read()
    print_title(f"Pages a second, {wants.CONNECTIONS} connections, {network.people:,} people")
    rows = []
    for name, key, wanted in PAGES_AGAIN:
        path, session = notes[key]
        url, cookie = instance.url(path), cookies(session)
        load_page(url, cookie, wants.CONNECTIONS, 2)
        got = load_page(url, cookie, wants.CONNECTIONS, seconds)
        verdict = str(Wish(got.per_second, wanted, at_least=True))
        rows.append([name, got.per_second, got.median_ms, got.late_ms, got.failed, verdict])
    print_table(("", "a second", "median ms", "99 % ms", "failed", ""), rows)


def row_of_memory(found: dict[str, float]) -> list[Any]:
    total = sum(found.values())
    parts = ", ".join(f"{name} {size:.0f}" for name, size in found.items())
    return [total, f"{Wish(total, wants.MEMORY_MB)}: {parts}"]


def report_transfer(instance: Instance, notes: dict[str, Any]) -> None:
    print_title("Kilobytes transferred, headers included")
    rows = []
    for name, views in notes["pages"].items():
        first, later = weigh_page(instance, *views[0], secure=False)
        first_br, later_br = weigh_page(instance, *views[0], secure=True)
        verdict = list_missed([Wish(first, wants.FIRST_KB), Wish(later, wants.LATER_KB)])
        rows.append((name, first, later, first_br, later_br, verdict))
    print_table(("page", "first visit", "later", "first (Brotli)", "later", ""), rows)


def main() -> None:
    options = read_arguments()
    print_about(options)
    alone = not set(options.only) - {"library", "bodies", "finding"}  # they make their own
    networks = (
        [] if alone else [prepare_network(options.folder, people) for people in options.people]
    )
    seconds = 4.0 if options.quick else 12.0
    if "build" in options.only:
        report_build(networks)
    if "pages" in options.only:
        report_pages(networks, 100 if options.quick else 300)
    if "library" in options.only:
        report_library(
            options.folder,
            options.entries or (100_000 if options.quick else 1_000_000),
            10 if options.quick else 30,
        )
    if "bodies" in options.only:
        report_bodies(options.folder, 10 if options.quick else 30)
    if "finding" in options.only:
        report_finding(options.folder, 2 if options.quick else 6)
    parts = [part for part in options.only if part in ("transfer", "load", "memory")]
    if parts:
        report_instance(networks[-1], parts, seconds)
    if options.forget:
        shutil.rmtree(options.folder)


if __name__ == "__main__":
    main()
