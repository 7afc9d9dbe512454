"""The bench's tables: for the screen, and for docs/figures.md between its marks."""

from __future__ import annotations

import math
from pathlib import Path

import stress

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


def accuracy_table(lines: list[dict]) -> list[str]:
    """One row a set; Splink beside where it ran."""
    rows = [
        "| set | mentions | pair F1 | P / R | B-cubed | persons exact | seconds | Splink 5: pair F1 | B-cubed | exact |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for line in lines:
        ours, peer = line["ojaq"], line.get("splink")
        theirs = (
            [f"{peer[key]:.3f}" for key in ("pair_f1", "b3_f1", "persons_exact")] if peer else ["not run"] * 3
        )
        seconds = ours["code_s"] + ours["resolve_s"]
        rows.append(
            f"| {line['what']} | {ours['mentions']:,} | **{ours['pair_f1']:.3f}** "
            f"| {ours['pair_precision']:.3f} / {ours['pair_recall']:.3f} | {ours['b3_f1']:.3f} "
            f"| {ours['persons_exact']:.3f} | {seconds:.1f} | {' | '.join(theirs)} |"
        )
    return rows


def register_table(measured: list[dict]) -> list[str]:
    """One row a size."""
    rows = [
        "| registrations | mentions | import | resolve | together | peak memory | database | pair F1 | persons exact |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for one in measured:
        taken, judged, score = one["import"], one["resolve"], one["score"]
        rows.append(
            f"| {one['registrations']:,} | {score['mentions']:,} | {taken['wall_s']:.0f} s | {judged['wall_s']:.0f} s "
            f"| **{taken['wall_s'] + judged['wall_s']:.0f} s** | {max(taken['peak_mb'], judged['peak_mb']):,} MB "
            f"| {one['database_mb']:,} MB | {score['pair_f1']:.3f} | {score['persons_exact']:.3f} |"
        )
    rows += [
        "",
        "| asked of a register of | what | p50 | p95 | right person first |",
        "|---|---|---|---|---|",
    ]
    for one in measured:
        people = f"{one['score']['persons_true']:,} persons"
        find = one["find"]
        rows.append(
            f"| {people} | `find`, database included | {find['p50_ms']:.1f} ms | **{find['p95_ms']:.1f} ms** "
            f"| {find['right_first']:.3f} |"
        )
        for page in ("counter", "person", "village"):
            took = one["pages"][page]
            if took["asked"]:
                rows.append(
                    f"| {people} | {page} over HTTP | {took['p50_ms']:.0f} ms | **{took['p95_ms']:.0f} ms** | |"
                )
    return rows


def batch_table(lines: list[dict]) -> list[str]:
    """One row a size: the engine from arrays to persons, and Splink from the same registrations."""
    steps = list(lines[0]["steps_s"])
    head = [
        "mentions",
        "pairs compared",
        "persons",
        "**seconds**",
        *steps,
        "processor",
        "peak memory",
        "pairs a second",
    ]
    head += ["P / R", "Splink 5: seconds", "memory", "P / R"]
    rows = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for one in lines:
        peer = one.get("splink")
        theirs = ["not run"] * 3
        if peer:
            told = f"{peer['precision']:.3f} / {peer['recall']:.3f}"
            theirs = [f"{peer['seconds']:.0f} s", f"{peer['peak_mb']:,} MB", told]
        cells = [
            f"{one['mentions']:,}", f"{one['pairs']:,}", f"{one['persons']:,}", f"**{one['wall_s']:.1f}**",
            *[f"{one['steps_s'][step]:.1f}" for step in steps], f"{one['cpu_s']:.1f} s", f"{one['peak_mb']:,} MB",
            f"{one['pairs'] / max(one['steps_s']['comparing'], 0.01):,.0f}",
            f"{one['precision']:.3f} / {one['recall']:.3f}", *theirs,
        ]  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |")
    if len(lines) > 1:
        least, most = lines[0], lines[-1]
        grown = math.log(most["wall_s"] / least["wall_s"]) / math.log(most["mentions"] / least["mentions"])
        rows += ["", f"Seconds grow with the mentions to the power of {grown:.2f} (1 is in step)."]
    return rows


def families_table(result: dict) -> list[str]:
    """Kinship of any two in words, and estates."""
    rows = ["| families | seconds or milliseconds |", "|---|---|"]
    for one in result["estates"]:
        size = f"{one['people']:,} people" if "people" in one else f"{one['estates']:,} estates"
        rows.append(f"| {one['measure']}, {size} | **{one['seconds']} s** |")
    rows += [
        f"| how two of {one['people']:,} people are related, reckoning alone, p50 / p95 / most "
        f"| {one['p50_ms']} / **{one['p95_ms']}** / {one['most_ms']} ms |"
        for one in result["kinship"]
    ]
    return rows


def page(result: dict) -> str:
    """Everything measured, as Markdown."""
    machine = result["machine"]
    lines = [
        f"Measured {machine['date']} on {machine['cores']} cores ({machine['processor']}), Python {machine['python']}, "
        f"load {machine['load']} when it began.",
        "",
    ]
    if result.get("accuracy"):
        lines += ["### Who is who", "", *accuracy_table(result["accuracy"]), ""]
        seeds = ", ".join(f"{line['set']}: `{line['options'].split('/')[-1]}`" for line in result["accuracy"])
        lines += [
            "Ojaq at its fixed setting; Splink with anyascii names at the best of twenty thresholds and two sets of rules.",
            f"Made by `ojaq simulate`: {seeds}.",
            "",
        ]
    if result.get("stress"):
        lines += ["### Under stress, and how sure", "", *stress.tables_of(result["stress"]), ""]
    if result.get("batch"):
        seeds = ", ".join(f"`{line['options']}`" for line in result["batch"])
        lines += ["### The batch, from arrays to persons", "", *batch_table(result["batch"]), ""]
        lines += [
            "Learning, family evidence and profiles included; coding the names is not. Splink's seconds are one run from its",
            f"table to pairs, training included, at the best of twenty thresholds. Made by `ojaq simulate`: {seeds}.",
            "",
        ]
    if result.get("estates"):
        lines += ["### Families and heirs", "", *families_table(result), ""]
    if result.get("register"):
        lines += ["### The register", "", *register_table(result["register"]), ""]
    return "\n".join(lines)


def into(path: Path, text: str) -> None:
    """Put the text between the marks of a page; the page is made when it is not there."""
    if path.is_file():
        before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
    else:
        before, after = "# Figures\n\nWritten by `make bench`; nothing here is typed by hand.\n\n", "\n"
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
