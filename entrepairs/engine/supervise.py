"""One instance, from its first second to its last: database, preparation, web and jobs, orderly
end."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from entrepairs.engine import assets, jobs, metrics, prepare, safety, web
from entrepairs.engine.address import database_url, tell_settings
from entrepairs.engine.errors import Trouble, say
from entrepairs.engine.folder import DataFolder, only_one
from entrepairs.engine.postgres import SUPERUSER, EmbeddedPostgres
from entrepairs.engine.processes import METHOD, Service, as_a_child
from entrepairs.engine.signals import StopRequests

HOPELESS = 3  # deaths of a web server that never answered


class Stopped(Exception):
    """We were asked to stop before there was anything to serve."""


@dataclass
class Instance:
    """What `demo` and `serve` run."""

    folder: DataFolder
    host: str
    port: int
    demo: bool
    stop: StopRequests
    lock: int
    postgres: EmbeddedPostgres | None = None
    services: list[Service] = field(default_factory=list)
    served: bool = False
    only: str = ""  # "web" or "jobs", where each has a service of its own

    def run(self) -> None:
        """Until we are asked to stop, or there is no hope."""
        os.environ["ENTREPAIRS_MODE"] = "demo" if self.demo else "serve"
        if self.demo:
            os.environ.setdefault(
                "ENTREPAIRS_ORIGIN", f"http://{self.host}:{self.port}"
            )  # in mails
        try:
            self._open_database()
            if not self.demo:
                safety.refuse_unsafe_settings(self.folder)
            if self.only != "jobs":
                web.claim(self.host, self.port)
                self._claim_metrics()
            self._prepare()
            if not self.demo:
                safety.refuse_unsafe_database()
            self._start_services()
            while not self.stop.requested:
                self._watch()
        except Stopped:
            pass
        finally:
            self._close()

    def _open_database(self) -> None:
        embedded = not os.environ.get("DATABASE_URL")
        if embedded or self.demo:
            self.folder.ensure_keys()
        if embedded:
            self.postgres = EmbeddedPostgres(self.folder, patience=self._patience)
            self.postgres.start()
        tell_settings(self.folder, embedded=embedded)

    def _claim_metrics(self) -> None:
        if os.environ.get(metrics.ADDRESS):
            web.claim(*metrics.listening())
            metrics.begin(self.folder)

    def _patience(self) -> None:
        if self.stop.requested:
            raise Stopped

    # Before serving

    def _prepare(self) -> None:
        """In a process of its own: what it takes in memory is given back."""
        sample = prepare.Sample() if self.demo else None
        owner_url = os.environ.get("DATABASE_OWNER_URL")
        if not prepare.is_current(owner_url or os.environ["DATABASE_URL"], sample):
            if owner_url is None:
                raise Trouble(
                    "The database is not as this version wants it, or does not answer.",
                    "Run `entrepairs migrate` with DATABASE_OWNER_URL set.",
                )
            cluster = database_url(self.folder, SUPERUSER, "postgres") if self.postgres else None
            self._in_a_process(partial(prepare.prepare, cluster, sample))
        if not assets.are_current():
            self._in_a_process(assets.make)
        # The owner of the tables passes row security: who serves pages does not know how to be it.
        os.environ.pop("DATABASE_OWNER_URL", None)

    def _in_a_process(self, work: Callable[[], None]) -> None:
        child = as_a_child(partial(_tell_trouble, work), self._close_in_children)
        while child.is_alive() and not self.stop.requested:
            self.stop.wait(1.0, [child.sentinel])
        if child.is_alive():
            child.terminate()
        child.join()
        self._patience()
        if child.exitcode:
            raise Trouble(
                "The preparation did not end well.", "Mend what is said above, then start again."
            )

    # Serving

    @property
    def _close_in_children(self) -> tuple[int, ...]:
        return (self.lock, *self.stop.descriptors)

    def _start_services(self) -> None:
        if METHOD == "fork":
            web.load_to_share()
        if not self.demo:
            safety.refuse_unsafe_django()
        self._patience()
        close = self._close_in_children
        if self.only != "jobs":
            self.services.append(Service("Web server", web.work(self.host, self.port), close))
        if self.only != "jobs" and os.environ.get(metrics.ADDRESS):
            self.services.append(Service("Metrics", metrics.work(self.folder.root), close))
        if self.only != "web":
            self.services.append(Service("Jobs", jobs.work, close))
        for service in self.services:
            service.start()

    def _watch(self) -> None:
        self.stop.wait(
            1.0 if self.served else 0.05, [s.process.sentinel for s in self.services if s.process]
        )
        if self.stop.requested:
            return
        if self.postgres is not None and not self.postgres.status()[0]:
            say("PostgreSQL ended by itself; starting it again.")
            self.postgres.start()
        for service in self.services:
            service.look_after()
        if self.only == "jobs" and not self.served:
            self.served = True
            say("The jobs are done here  (Ctrl-C stops it)")
        if not self.served and web.answers(self.host, self.port):
            self.served = True
            page = "demo/" if self.demo else ""
            say(f"Entrepairs answers at http://{self.host}:{self.port}/{page}  (Ctrl-C stops it)")
        if not self.served and self.services[0].deaths >= HOPELESS:
            raise Trouble("The web server does not start.", "The reason is in the lines above.")

    def _close(self) -> None:
        """Web first, so that nothing new comes in; then jobs; then the database they wrote to."""
        if self.services:
            say("Stopping …")
        for service in self.services:
            service.stop()
        if self.postgres is not None:
            self.postgres.stop()


def _tell_trouble(work: Callable[[], None]) -> None:
    try:
        work()
    except Trouble as trouble:
        say(f"\n{trouble}")
        sys.exit(1)


def run(data: str, host: str, port: int, *, demo: bool, only: str = "") -> None:
    """Run an instance on a data folder, if nobody else does; or one half of it, beside the
    other.
    """
    folder = DataFolder.at(data)
    if only and not os.environ.get("DATABASE_URL"):
        raise Trouble(
            f"--only {only} needs a PostgreSQL that both halves reach.",
            "Set DATABASE_URL, or run `entrepairs serve` for all of it.",
        )
    doing = "jobs" if only == "jobs" else f"http://{host}:{port}"
    with StopRequests() as stop, only_one(folder, doing, only) as lock:
        Instance(folder, host, port, demo, stop, lock, only=only).run()
