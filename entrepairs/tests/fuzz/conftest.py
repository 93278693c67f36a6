"""The world and what was found in it, made once for all its tests."""

from collections.abc import Iterator
from itertools import count
from typing import Any
from unittest.mock import patch

import pytest

from entrepairs.tests.fuzz.crawl import Crawl, walk
from entrepairs.tests.fuzz.world import World, open_world
from entrepairs.ui.jinja import Page

DRAWN = 10  # one page in so many is drawn whole: what it reads is read before


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


@pytest.fixture
def drawn_seldom() -> Iterator[None]:
    """Most of a page's time is its drawing, which does not read the address."""
    plain, number = Page.render, count()

    def render(page: Page, *args: Any, **kwargs: Any) -> Any:
        return plain(page, *args, **kwargs) if next(number) % DRAWN == 0 else ""

    with patch.object(Page, "render", render):
        yield
