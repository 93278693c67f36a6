"""Counting what a page asks of the database."""


def of_the_page(made: list[str]) -> list[str]:
    """Until the answer: what is written after it keeps nobody waiting."""
    ends = [place for place, sql in enumerate(made) if "set_config('role', 'none'" in sql]
    return made[: ends[0]] if ends else made
