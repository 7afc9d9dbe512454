"""The inner loops of profiles: the commonest of what the mentions of a cluster tell. Compiled.

Members stand by cluster, the oldest first; so of equally common values that of the oldest mention counts.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from ojaq.core.matching.relatives import grouped, sort_by

_PLACE, _PLACES = 11, 3


@njit(cache=True, nogil=True)
def numbered(label, stable):  # type: ignore[no-untyped-def]
    """(cluster of each row, starts, members, oldest number): clusters in order of label (a row), members by age."""
    number = np.full(len(label), -1, np.int64)
    for row in range(len(label)):
        number[label[row]] = 0
    size = 0
    for row in range(len(label)):
        if number[row] == 0:
            number[row] = size
            size += 1
    cluster = number[label]
    order = np.argsort(stable, kind="mergesort")
    starts, places = grouped(cluster[order], size)
    members = order[places]
    oldest = np.empty(size, np.int64)
    for one in range(size):
        oldest[one] = stable[members[starts[one]]]
    return cluster, starts, members, oldest


@njit(cache=True, nogil=True)
def commonest(members, starts, values, wanted):  # type: ignore[no-untyped-def]
    """int64 [clusters, wanted]: the commonest values of a column, -1 where there are fewer; negative ones are missing."""
    size = len(starts) - 1
    found = np.full((size, wanted), -1, np.int64)
    longest = _longest(starts)
    seen, counts = np.empty(longest, np.int64), np.empty(longest, np.int64)
    for one in range(size):
        kinds = 0
        for at in range(starts[one], starts[one + 1]):
            value = np.int64(values[members[at]])
            if value < 0:
                continue
            for known in range(kinds):
                if seen[known] == value:
                    counts[known] += 1
                    break
            else:
                seen[kinds], counts[kinds] = value, 1
                kinds += 1
        _best(seen, counts, kinds, found[one])
    return found


@njit(cache=True, nogil=True)
def _best(seen, counts, kinds, into):  # type: ignore[no-untyped-def]
    """The values seen most often, the earlier seen one before another as common."""
    for place in range(min(len(into), kinds)):
        best = 0
        for known in range(1, kinds):
            if counts[known] > counts[best]:
                best = known
        into[place] = seen[best]
        counts[best] = 0


@njit(cache=True, nogil=True)
def _longest(starts):  # type: ignore[no-untyped-def]
    longest = 1
    for one in range(len(starts) - 1):
        longest = max(longest, starts[one + 1] - starts[one])
    return longest


@njit(cache=True, nogil=True)
def common_words(members, starts, words):  # type: ignore[no-untyped-def]
    """int32 [clusters, words]: see `profiles.profiled`; a second given name or family stands as the other one."""
    found = np.full((len(starts) - 1, words.shape[1]), -1, np.int32)
    given = commonest(members, starts, words[:, 0], 2)
    root, birth = commonest(members, starts, words[:, 5], 3), commonest(members, starts, words[:, 6], 2)
    second, third = commonest(members, starts, words[:, 1], 1), commonest(members, starts, words[:, 2], 1)
    family, first = commonest(members, starts, words[:, 3], 1), commonest(members, starts, words[:, 4], 1)
    father = commonest(members, starts, words[:, 7], 1)
    for one in range(len(found)):
        found[one, 0], found[one, 1] = given[one, 0], second[one, 0]
        found[one, 2] = given[one, 1] if given[one, 1] >= 0 else third[one, 0]
        found[one, 3], found[one, 4], found[one, 5] = family[one, 0], first[one, 0], root[one, 0]
        found[one, 6] = birth[one, 0] if birth[one, 0] != root[one, 0] else -1
        for other in (birth[one, 0], birth[one, 1], root[one, 1], root[one, 2]):
            if other >= 0 and other != root[one, 0]:
                found[one, 6] = other
                break
        else:
            found[one, 6] = birth[one, 0]
        found[one, 7] = father[one, 0]
    _common_places(members, starts, words, found)
    return found


@njit(cache=True, nogil=True)
def _common_places(members, starts, words, found):  # type: ignore[no-untyped-def]
    """The words of a place are counted as one value."""
    longest = _longest(starts)
    seen, counts = np.empty(longest, np.int64), np.empty(longest, np.int64)
    best = np.empty(1, np.int64)
    for one in range(len(found)):
        kinds = 0
        for at in range(starts[one], starts[one + 1]):
            row = members[at]
            if words[row, _PLACE] < 0:
                continue
            for known in range(kinds):
                same = True
                for word in range(_PLACE, _PLACE + _PLACES):
                    same = same and words[seen[known], word] == words[row, word]
                if same:
                    counts[known] += 1
                    break
            else:
                seen[kinds], counts[kinds] = row, 1
                kinds += 1
        if kinds:
            _best(seen, counts, kinds, best)
            for word in range(_PLACE, _PLACE + _PLACES):
                found[one, word] = words[best[0], word]


@njit(cache=True, nogil=True)
def common_years(members, starts, year, kind, spreads):  # type: ignore[no-untyped-def]
    """(float32 [clusters, 2], int8 [clusters]): the exact years, else the approximate ones. Of exact ones the commonest if
    it stands twice among three or more; else the upper median."""
    size = len(starts) - 1
    found = np.full((size, 2), np.nan, np.float32)
    level = np.zeros(size, np.int8)
    told = np.empty(_longest(starts), np.float32)
    for one in range(size):
        for wanted in (2, 1):
            count = 0
            for at in range(starts[one], starts[one + 1]):
                if kind[members[at]] == wanted:
                    told[count] = year[members[at], 0]
                    count += 1
            if count:
                found[one, 0] = _year_of(told[:count], wanted == 2)
                found[one, 1], level[one] = spreads[wanted], wanted
                break
    return found, level


@njit(cache=True, nogil=True)
def _year_of(told, exact):  # type: ignore[no-untyped-def]
    if exact and len(told) > 2:
        best, hits = np.int64(0), 0
        for one in range(len(told)):
            count = 0
            for other in range(len(told)):
                count += np.int64(told[other]) == np.int64(told[one])
            if count > hits:
                best, hits = np.int64(told[one]), count
        if hits > 1:
            return np.float32(best)
    return np.sort(told)[len(told) // 2]


@njit(cache=True, nogil=True)
def registrations_of(members, starts, row_starts, registrations):  # type: ignore[no-untyped-def]
    """(starts, registrations): those of all members, sorted, each once."""
    begins = np.zeros(len(starts), np.int64)
    values = np.empty(len(registrations), np.int64)
    kept = 0
    for one in range(len(starts) - 1):
        first = kept
        for at in range(starts[one], starts[one + 1]):
            row = members[at]
            for entry in range(row_starts[row], row_starts[row + 1]):
                values[kept] = registrations[entry]
                kept += 1
        values[first:kept].sort()
        end = first
        for at in range(first, kept):
            if end == first or values[at] != values[end - 1]:
                values[end] = values[at]
                end += 1
        kept = end
        begins[one + 1] = kept
    return begins, values[:kept].copy()


@njit(cache=True, nogil=True)
def lifted_lists(members, starts, cluster, row_starts, rows, strengths):  # type: ignore[no-untyped-def]
    """(starts, rows, strengths) of the relatives of all rows of a cluster, as clusters, the most often told first."""
    size = len(starts) - 1
    begins = np.zeros(size + 1, np.int64)
    found, strength = np.empty(len(rows), np.int32), np.empty(len(rows), np.int8)
    place, counts = np.full(size, -1, np.int64), np.zeros(size, np.int64)
    kept = 0
    for one in range(size):
        first = kept
        for at in range(starts[one], starts[one + 1]):
            for entry in range(row_starts[members[at]], row_starts[members[at] + 1]):
                other = cluster[rows[entry]]
                if other == one:
                    continue
                if place[other] < first:
                    place[other], counts[other] = kept, 0
                    found[kept], strength[kept] = other, 0
                    kept += 1
                counts[other] -= 1
                strength[place[other]] = max(strength[place[other]], strengths[entry])
        near = found[first:kept].astype(np.int64)
        told = strength[first:kept].copy()
        order = np.arange(len(near))
        sort_by(order, counts[near], near)
        for at in range(len(near)):
            found[first + at], strength[first + at] = near[order[at]], told[order[at]]
        begins[one + 1] = kept
    return begins, found[:kept].copy(), strength[:kept].copy()


@njit(cache=True, nogil=True)
def lifted(row, cluster):  # type: ignore[no-untyped-def]
    """The clusters of these rows, -1 where there is none."""
    found = np.full(len(row), -1, np.int64)
    for at in range(len(row)):
        if row[at] >= 0:
            found[at] = cluster[row[at]]
    return found


@njit(cache=True, nogil=True)
def known_only(values):  # type: ignore[no-untyped-def]
    """Values with 0 (unknown) as -1."""
    return np.where(values > 0, values, -1)


@njit(cache=True, nogil=True)
def strongest(cluster, strength, size):  # type: ignore[no-untyped-def]
    """int64 [clusters, 2]: the strongest of the ties to the parents."""
    found = np.zeros((size, 2), np.int64)
    for row in range(len(cluster)):
        for slot in range(2):
            found[cluster[row], slot] = max(found[cluster[row], slot], strength[row, slot])
    return found


@njit(cache=True, nogil=True)
def take_from_siblings(starts, siblings, parent, strength, believed):  # type: ignore[no-untyped-def]
    """A profile without a parent takes that of its siblings, if all of them who have one have the same."""
    told = parent.copy()
    for row in range(len(parent)):
        if told[row] >= 0:
            continue
        found, agree = -1, True
        for at in range(starts[row], starts[row + 1]):
            theirs = told[siblings[at]]
            if theirs >= 0 and theirs != row:
                agree = agree and found in (-1, theirs)
                found = theirs
        if found >= 0 and agree:
            parent[row] = found
            strength[row] = believed
