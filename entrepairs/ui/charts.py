"""Charts drawn by the server, as SVG: the one way to draw a figure.

A drawing bears no text and is silent for screen readers: words stand beside it as HTML and keep
their size on a phone, and templates/ui/charts.html gives it its label and its table. Colours are
classes of the stylesheet, so that it follows light, dark and print. Unless said otherwise a drawing
is 100 units wide whatever its width on the page, and shares are in per cent of that.
"""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

WIDTH, MIDDLE = 100, 50
COLUMNS, ROWS = 32, 24  # cells of a map: the stylesheet has a class for each
BANK = 46  # how far from the middle line the largest month of a river reaches


def drawing(shapes: str, height: float = 1, look: str = "", stretched: bool = True) -> SafeString:
    """The SVG around `shapes`, in a box of WIDTH x `height` units that takes the width it is
    given; `stretched`, it takes any height too."""
    name = f' class="{look}"' if look else ""
    ratio = ' preserveAspectRatio="none"' if stretched else ""
    return mark_safe(  # numbers and names of classes, all of them ours
        f'<svg{name} viewBox="0 0 {WIDTH} {height:g}"{ratio} aria-hidden="true">{shapes}</svg>'
    )


def bar(start: float, length: float, look: str) -> str:
    """A rectangle of a drawing one unit high; nothing when it has no length. Per cent."""
    if length <= 0:
        return ""
    x = f' x="{start:.1f}"' if start else ""
    return f'<rect class="{look}"{x} width="{length:.1f}" height="1"/>'


def parts(amounts: Sequence[float], looks: Sequence[str]) -> SafeString:
    """Parts of a whole, end to end. `amounts`: (n,), none below zero, in any one unit; `looks`:
    (n,) names of classes. An empty drawing when there is nothing."""
    if any(amount < 0 for amount in amounts):
        raise ValueError("a part is never negative")
    whole, start, shapes = sum(amounts), 0.0, []
    for amount, look in zip(amounts, looks, strict=True):
        length = WIDTH * amount / whole if whole else 0
        shapes.append(bar(start, length, look))
        start += length
    return drawing("".join(shapes))


def track(share: float | None) -> SafeString:
    """The reciprocity bar: what was given (`share`, per cent) from the left, what was received from
    the right; None when nothing was noted."""
    if share is None:
        return parts([], [])
    return parts([share, WIDTH - share], ["given", "received"])


def measure(share: float, look: str = "") -> SafeString:
    """How much of a whole, in per cent, from 0 to 100."""
    filled = min(max(share, 0), WIDTH)
    return drawing(
        f'<rect class="rest" width="{WIDTH}" height="1"/>{bar(0, filled, "part")}',
        look=f"measure {look}".strip(),
    )


def wing(amount: float, most: float, look: str, left: bool = False) -> SafeString:
    """One side of a butterfly: `amount` of the largest, `most`, in one unit; on the `left` it grows
    from the right edge."""
    length = WIDTH * amount / most if most else 0
    return drawing(bar(WIDTH - length if left else 0, length, look))


def river(given: Sequence[float], received: Sequence[float]) -> SafeString:
    """Given above the middle line and received below it, over equal steps of time: (n,) and (n,),
    in one unit. Each amount stands in the middle of its step, of WIDTH / n."""
    most = max([*given, *received, 1])
    return drawing(
        f'<path class="given" d="{_bank(given, -BANK / most)}"/>'
        f'<path class="received" d="{_bank(received, BANK / most)}"/>'
        f'<path class="mid" d="M0 {MIDDLE}H{WIDTH}"/>',
        height=2 * MIDDLE,
        look="flow",
    )


def _bank(amounts: Sequence[float], scale: float) -> str:
    """The outline from the middle line to the amounts and back, flat before the first middle of a
    step and after the last."""
    step = WIDTH / max(len(amounts), 1)
    heights = [MIDDLE + scale * amount for amount in amounts] or [MIDDLE]
    points = [(step * (place + 0.5), y) for place, y in enumerate(heights)]
    line = " ".join(f"L{x:.1f} {y:.1f}" for x, y in points)
    return f"M0 {MIDDLE}V{heights[0]:.1f}{line}H{WIDTH}V{MIDDLE}Z"


def axis(
    point: float | None, low: float, high: float, was: Sequence[float] = (), middle: bool = True
) -> SafeString:
    """A measure between two ends: `point` is its value, from `low` to `high` the interval it lies
    in, `was` earlier values; all in per cent of the way from the left end to the right. `middle`
    marks the half-way."""
    shapes = [f'<path class="line" d="M0 10H{WIDTH}"/>']
    if middle:
        shapes.append(f'<path class="middle" d="M{MIDDLE} 1V19"/>')
    shapes.append(
        f'<rect class="band" x="{low:.1f}" y="5" width="{max(high - low, 0):.1f}" height="10"/>'
    )
    shapes += [
        f'<rect class="was" x="{place - 0.5:.1f}" y="4" width="1" height="12"/>' for place in was
    ]
    if point is not None:
        shapes.append(f'<rect class="point" x="{point - 1:.1f}" y="2" width="2" height="16"/>')
    return drawing("".join(shapes), height=20)


def week_strip(free: int, days: int = 7, thirds: int = 3) -> SafeString:
    """A usual week, small: a column a day and a row a third of it, from Monday morning; `free` has
    one bit a third, Monday morning first. Drawn in boxes of 14 x 10 units."""
    squares: dict[bool, list[str]] = {True: [], False: []}
    for place in range(days * thirds):
        day, third = divmod(place, thirds)
        squares[bool(free >> place & 1)].append(f"M{14 * day + 1.5} {10 * third + 1}h11v8h-11z")
    return drawing(
        f'<path class="rest" d="{"".join(squares[False])}"/>'
        f'<path class="part" d="{"".join(squares[True])}"/>',
        height=10 * thirds,
        look="strip",
        stretched=False,
    )


def ground(boxes: Sequence[tuple[float, float, float, float]]) -> str:
    """The path of these boxes of land, each (x, y, width, height) in cells of a map."""
    return "".join(
        f"M{x:.1f} {y:.1f}h{wide:.1f}v{high:.1f}h{-wide:.1f}z" for x, y, wide, high in boxes
    )


def ground_of_map(path: str, dots: Sequence[tuple[int, int, int]]) -> SafeString:
    """The land of a map, and a dot in the middle of each (column, row, number); without a number,
    the small dot of a landmark. In cells of a map, COLUMNS x ROWS."""
    circles = "".join(
        f'<circle class="{"pin" if number else "mark"}" cx="{column}.5" cy="{row}.5"'
        f' r="{min(0.42 + 0.16 * number, 1.1) if number else 0.25:g}"/>'
        for column, row, number in dots
    )
    return mark_safe(  # numbers, all of them ours
        f'<svg viewBox="0 0 {COLUMNS} {ROWS}" aria-hidden="true">'
        f'<path class="land" d="{path}"/>{circles}</svg>'
    )


FUNCTIONS = {
    f"draw_{function.__name__}": function
    for function in (parts, track, measure, wing, river, axis, week_strip, ground_of_map)
}
