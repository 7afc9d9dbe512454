"""The page that `ojaq match --report` writes: one file with its pictures inside, nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from ojaq.core.matching.table import Agreement, agreement, cluster_sizes, histogram, samples

if TYPE_CHECKING:
    from ojaq.core.matching import Matched, Reason, TableRow

_STYLE = """
body{margin:0 auto;max-width:60rem;padding:2rem 1rem;background:#faf6ef;color:#2b211b;font:17px/1.5 "Noto Sans",sans-serif}
h1,h2{line-height:1.2}h2{margin-top:2.5rem}p{max-width:44rem}svg{width:100%;height:auto;font:13px sans-serif}
svg .bar{fill:#6b1f47}svg .thin{stroke:#6b1f47;fill:none}svg .axis{stroke:#8a7d72}svg text{fill:#574a40}
table{border-collapse:collapse;width:100%;font-size:15px;margin:.5rem 0}td,th{border-bottom:1px solid #d9cfc2;padding:.3rem .5rem;
text-align:start;vertical-align:top}
td.said{font-family:"Noto Serif",serif}.number{text-align:end;font-variant-numeric:tabular-nums}
.pair{background:#fffefb;border:1px solid #d9cfc2;border-radius:6px;padding:.75rem 1rem;margin:1rem 0;overflow-x:auto}
ul{margin:.3rem 0;padding-inline-start:1.2rem}
"""
WIDE, HIGH, LEFT, BELOW = 900, 260, 60, 34
_MOST_SIZES = 20
_TITLES = {
    "surest": "The surest pairs",
    "just joined": "Pairs that were only just joined",
    "just not joined": "Pairs that were only just not joined",
}


def page(matched: Matched, rows: Sequence[TableRow]) -> str:
    """The whole page as HTML. It shows cells of the files: keep it as carefully as the files themselves."""
    persons = len(set(matched.clusters))
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
        f"<title>Who is who</title><style>{_STYLE}</style><h1>Who is who</h1>",
        f"<p>{len(rows):,} rows speak of {persons:,} persons. {len(matched.pairs):,} pairs of rows were weighed to the end."
        " Nobody said beforehand who is who, and one threshold held for all: a pair is joined when one person is likelier"
        " than not, all rows of both sides taken together. This page shows rows of your files.</p>",
        "<h2>How sure each pair is</h2><p>Pairs by their probability of being one person. Well told rows stand at both ends;"
        " the middle is where people should look.</p>",
        _histogram(histogram(matched).tolist()),
        "<h2>What two rows say alone, and what all say together</h2><p>For pairs of each probability by their own fields alone,"
        " the share that ended in one cluster once relatives and other rows had spoken. On the line both agree. No truth was"
        " given, so this tells consistency, not correctness.</p>",
        _agreement(agreement(matched)),
        "<h2>How many rows a person has</h2>",
        _sizes(cluster_sizes(matched)),
    ]
    for name, pairs in samples(matched):
        if len(pairs):
            parts.append(f"<h2>{_TITLES[name]}</h2>")
            parts += [_pair(matched, rows, one, other) for one, other in pairs.tolist()]
    return "\n".join(parts) + "\n"


def _histogram(counts: Sequence[int]) -> str:
    step = 1 / max(len(counts), 1)
    bars = [(f"{at * step:.2f}" if at % 4 == 0 else "", count) for at, count in enumerate(counts)]
    return _bars(bars, "Pairs by probability; heights grow with the root, so that few are seen beside many")


def _sizes(sizes: dict[int, int]) -> str:
    bars = [(str(size), count) for size, count in list(sizes.items())[:_MOST_SIZES]]
    rest = sum(count for _, count in list(sizes.items())[_MOST_SIZES:])
    note = f"<p>{rest:,} persons have more rows, the largest {max(sizes):,}.</p>" if rest else ""
    return _bars(bars, "Persons by number of rows") + note


def _bars(bars: Sequence[tuple[str, int]], title: str) -> str:
    """A picture of bars, their counts above them and read out as text too."""
    top = max((count for _, count in bars), default=0) ** 0.5 or 1
    wide = (WIDE - LEFT) / max(len(bars), 1)
    drawn = []
    for at, (label, count) in enumerate(bars):
        high = (HIGH - BELOW - 24) * count**0.5 / top
        x, y = LEFT + at * wide, HIGH - BELOW - high
        drawn.append(
            f"<rect class=bar x={x + 2:.1f} y={y:.1f} width={max(wide - 4, 1):.1f} height={high:.1f} />"
        )
        middle = x + wide / 2
        drawn.append(f"<text x={middle:.1f} y={HIGH - BELOW + 18} text-anchor=middle>{escape(label)}</text>")
        if count:
            drawn.append(f"<text x={middle:.1f} y={y - 5:.1f} text-anchor=middle>{count:,}</text>")
    said = ", ".join(f"{label or '·'}: {count}" for label, count in bars)
    axis = f"<line class=axis x1={LEFT} x2={WIDE} y1={HIGH - BELOW} y2={HIGH - BELOW} />"
    return f"<svg viewBox='0 0 {WIDE} {HIGH}' role=img><title>{escape(title)}. {escape(said)}</title>{axis}{''.join(drawn)}</svg>"


def _agreement(parts: Sequence[Agreement]) -> str:
    side = HIGH + 60
    scale = side - LEFT - BELOW

    def at(x: float, y: float) -> tuple[float, float]:
        return LEFT + x * scale, side - BELOW - y * scale

    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    drawn = [f"<line class=thin x1={x0} y1={y0} x2={x1} y2={y1} stroke-dasharray='4 4' />"]
    drawn += [f"<line class=axis x1={x0} y1={y0} x2={a} y2={b} />" for a, b in ((x1, y0), (x0, y1))]
    for part in parts:
        x, y = at(part.mean, part.joined)
        drawn.append(
            f"<circle class=bar cx={x:.1f} cy={y:.1f} r=5><title>{part.pairs:,} pairs</title></circle>"
        )
    rows = "".join(
        f"<tr><td>{part.low:.1f} to {part.high:.1f}<td class=number>{part.pairs:,}<td class=number>{part.mean:.3f}"
        f"<td class=number>{part.joined:.3f}"
        for part in parts
    )
    head = (
        "<tr><th>probability<th class=number>pairs<th class=number>their mean<th class=number>in one cluster"
    )
    picture = (
        f"<svg viewBox='0 0 {WIDE} {side}' role=img><title>Mean probability and share in one cluster</title>"
    )
    return f"{picture}{''.join(drawn)}</svg><table>{head}{rows}</table>"


def _pair(matched: Matched, rows: Sequence[TableRow], one: int, other: int) -> str:
    left, right = rows[one], rows[other]
    headers = list(dict.fromkeys([*left.cells, *right.cells]))
    cells = "".join(
        f"<tr><th>{escape(name)}<td class=said>{escape(left.cells.get(name, ''))}"
        f"<td class=said>{escape(right.cells.get(name, ''))}"
        for name in headers
    )
    at = ((matched.pairs[:, 0] == one) & (matched.pairs[:, 1] == other)).argmax()
    told = "".join(f"<li>{_in_words(reason)}" for reason in matched.reasons(one, other))
    chance = _in_a_hundred(float(matched.probability[at]))
    table = f"<table><tr><th><th>{escape(left.key)}<th>{escape(right.key)}{cells}</table>"
    return f"<div class=pair><p>One person: {chance}.</p>{table}<ul>{told}</ul></div>"


def _in_a_hundred(chance: float) -> str:
    """A probability in words; nothing is told as certain."""
    share = round(chance * 100)
    return (
        "more than 99 in 100"
        if share > 99
        else "less than 1 in 100"
        if share < 1
        else f"about {share} in 100"
    )


def _in_words(reason: Reason) -> str:
    words = reason.code.replace(".", " ").replace("_", " ")
    return f"{escape(words)}: {reason.millibits / 1000:+.1f} bits"
