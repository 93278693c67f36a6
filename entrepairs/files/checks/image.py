"""Pictures: drawn again, upright, so that nothing is left of where, when, with what and by whom
they were taken."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from entrepairs.files.checks import Found
from entrepairs.files.types import Refused

PIXELS = 60_000_000  # a photograph has 12 to 50 million
WEBP_PIXELS = 25_000_000  # drawing one takes three times the memory of the others
LIGHT_PIXELS = 4_000_000  # some 20 MB each time it is drawn
FRAMES = 300
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
COVERS = {"small": ((120, 80), 1_300), "large": ((480, 300), 9_500)}  # pixels, bytes at most
QUALITIES = (70, 50, 35, 20, 10, 1)
HOW: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 90, "optimize": True, "progressive": True},
    "png": {"optimize": False},
    "webp": {"quality": 90, "method": 4},
    "gif": {"optimize": False},
}


def check(source: Path, cleaned: Path, name: str, kind: str) -> Found:
    try:
        with _pixels_limited(), warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=[FORMATS[kind]]) as picture:
                _not_too_large(picture)
                _draw(picture, cleaned, kind)
            with Image.open(cleaned, formats=[FORMATS[kind]]) as picture:
                _draw_covers(picture, cleaned)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("too_many_pixels") from None
    except UnidentifiedImageError:
        raise Refused("cut_short" if source.stat().st_size < 200 else "unreadable") from None
    except OSError as error:
        raise Refused("cut_short" if "truncated" in str(error) else "unreadable") from None
    except (SyntaxError, ValueError, EOFError, IndexError, TypeError, MemoryError):
        raise Refused("unreadable") from None
    return Found(kind, cleaned=True)


def is_light(source: Path) -> bool:
    """Whether what it says of itself asks for little: a small file may hold many pixels."""
    try:
        with Image.open(source, formats=list(FORMATS.values())) as picture:
            still = not getattr(picture, "is_animated", False)
            return still and picture.width * picture.height <= LIGHT_PIXELS
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return False


@contextmanager
def _pixels_limited() -> Iterator[None]:
    """While a picture is checked: Pillow's limit is one of the whole process."""
    former = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = former


def _not_too_large(picture: Image.Image) -> None:
    frames = int(getattr(picture, "n_frames", 1))
    pixels = picture.width * picture.height
    most = WEBP_PIXELS if picture.format == FORMATS["webp"] else PIXELS
    if pixels > most or pixels * frames > 4 * PIXELS or frames > FRAMES:
        raise Refused("too_many_pixels")


def _draw(picture: Image.Image, cleaned: Path, kind: str) -> None:
    """The pixels and the colour profile are kept; every other word in the file is left behind."""
    profile = picture.info.get("icc_profile")
    how = dict(HOW[kind])
    if profile:
        how["icc_profile"] = profile
    if int(getattr(picture, "n_frames", 1)) > 1 and kind in {"gif", "webp", "png"}:
        how |= {
            "save_all": True,
            "duration": picture.info.get("duration", 100),
            "loop": picture.info.get("loop", 0),
        }
        picture.info.pop("comment", None)
        picture.save(
            cleaned, FORMATS[kind], exif=b"", xmp=b"", **how
        ) if kind == "webp" else picture.save(
            cleaned, FORMATS[kind], comment=b"", **how
        ) if kind == "gif" else picture.save(cleaned, FORMATS[kind], **how)
        return
    picture.load()
    transparency = picture.info.get("transparency")
    ImageOps.exif_transpose(picture, in_place=True)  # a copy of it would be as large again
    picture.info = {}
    if transparency is not None and picture.mode in {"P", "L", "RGB"}:
        how["transparency"] = transparency
    picture.save(cleaned, FORMATS[kind], **how)


def cover_paths(cleaned: Path) -> dict[str, Path]:
    """Where the check leaves the picture in each size that pages show."""
    return {size: cleaned.with_name(f"{cleaned.name}.{size}") for size in COVERS}


def _draw_covers(picture: Image.Image, cleaned: Path) -> None:
    """Small enough for a phone that counts its bytes, whatever the picture shows."""
    picture.draft("RGB", (1280, 800))  # of a photograph, no more pixels than that are read
    seen = picture.convert("RGBA") if picture.mode == "P" else picture
    seen = seen.reduce(max(1, min(picture.width // 960, picture.height // 600))).convert("RGBA")
    opaque = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    for size, path in cover_paths(cleaned).items():
        pixels, most = COVERS[size]
        fitted = ImageOps.fit(opaque, pixels)
        for quality in QUALITIES:
            fitted.save(path, "WEBP", quality=quality)
            if path.stat().st_size <= most:
                break
