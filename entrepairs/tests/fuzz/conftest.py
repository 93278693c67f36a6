"""The world and what was found in it, made once for all its tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from entrepairs.tests.fuzz.crawl import Crawl, walk
from entrepairs.tests.fuzz.world import World, open_world


@pytest.fixture(scope="package")
def opened(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, Crawl]]:
    with django_db_blocker.unblock(), open_world() as world:
        yield world, walk(world)


@pytest.fixture
def world(opened: tuple[World, Crawl], db: None) -> World:
    return opened[0]


@pytest.fixture
def found(opened: tuple[World, Crawl]) -> Crawl:
    return opened[1]
