"""A column of bits: which words a person told, to compare two people without reading lists."""

from typing import Any

from django.db import models


class BitsField(models.Field):  # type: ignore[type-arg]
    """`bit(size)`. Written and read by SQL alone; shown as its zeros and ones."""

    def __init__(self, *args: Any, size: int, **kwargs: Any) -> None:
        self.size = size
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return f"bit({self.size})"

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"size": self.size}
