"""Are there families that cannot be as they are told?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ojaq.core.kinship import Fault
from ojaq.registry.families.selectors.impossible import impossible
from ojaq.registry.finding import Finding, look, well

_SAYS = {
    Fault.RING: "groups of people would be their own ancestors",
    Fault.PARENTS: "people have more than two parents by birth",
    Fault.SAME_SEX_PARENTS: "people have two fathers or two mothers by birth",
    Fault.YOUNG: "times a parent would be too young for a child",
    Fault.OLD: "times a parent would be too old for a child",
}
_ADVICE = {
    Fault.RING: "Somebody was probably joined with a namesake of another generation: look at the joinings of these people.",
    Fault.PARENTS: "Two of the parents are often one person who is not joined yet; all are kept with their sources.",
    Fault.SAME_SEX_PARENTS: "Two of the parents are often one person who is not joined yet; all are kept with their sources.",
    Fault.YOUNG: "A date may be wrong, or a grandparent be taken for a parent; nothing is changed by itself.",
    Fault.OLD: "A date may be wrong, or a namesake be taken for the parent; nothing is changed by itself.",
}


def findings() -> Iterator[Finding]:
    """Families that cannot be, counted by what is impossible about them. It names nobody."""
    counted = Counter(each.fault for each in impossible())
    for fault, count in sorted(counted.items()):
        yield look(f"families.{fault.value.replace('_', '-')}", f"{count} {_SAYS[fault]}.", _ADVICE[fault])
    if not counted:
        yield well("families.possible", "Every family can be as it is told.")
