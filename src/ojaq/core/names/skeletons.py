"""Skeletons: what is left of a sound without vowels and fine differences. Blocking keys are made of them.

There are three, because neighbours hear differently: Hüseyn and Гусейн agree once velars are dropped, Kiprian and
Ciprian once hushing sounds and velars are one class. The widest one takes lip sounds (p, b, f, v) for one another too:
many scripts have one letter for two of them (Latif and ლატიფ, Paul and بول, Avram and אברם).
"""

from __future__ import annotations

_CLASSES = {
    sound: group
    for group, sounds in {
        "P": "bp",
        "V": "fvw",
        "T": "dt",
        "K": "gkqxG",
        "S": "szc",
        "C": "SZCJ",
        "M": "m",
        "N": "n",
        "L": "l",
        "R": "r",
    }.items()
    for sound in sounds
}
_VOWELS = "aeiouy"


def skeleton(sound: str) -> str:
    """Consonant classes of `sound`, repeated ones once; "-" and two sounds where there is no consonant."""
    return _bones(sound, {})


def skeleton_without_velars(sound: str) -> str:
    """As `skeleton`, without g, k, q, kh and gh (h is never part of a skeleton)."""
    return _bones(sound, {"K": ""})


def skeleton_sibilants_as_velars(sound: str) -> str:
    """As `skeleton`, with hushing sounds and velars as one class (Cemal and Gemal), and lip sounds as one."""
    return _bones(sound, {"K": "X", "C": "X", "V": "P"})


def _bones(sound: str, instead: dict[str, str]) -> str:
    bones = ""
    for place, one in enumerate(sound):
        group = _CLASSES.get(one, "")
        if one == "w" and place and (place + 1 == len(sound) or sound[place + 1] not in _VOWELS):
            continue  # between consonants this letter stands for a vowel
        group = instead.get(group, group)
        if group and not bones.endswith(group):
            bones += group
    return bones or "-" + sound[:2]
