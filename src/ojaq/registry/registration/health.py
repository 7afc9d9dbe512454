"""Can every testimony still be opened, and does anything wait for a reviewer?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from ojaq.registry.finding import Finding, look, well, wrong
from ojaq.registry.registration.models import Flag, Quarantined, Registration, State, Supersession
from ojaq.registry.vault.models import SealedKey


def findings() -> Iterator[Finding]:
    """What stands between the register and a testimony that was acknowledged."""
    kept = Registration.objects.exclude(state=State.WITHDRAWN)
    lost = kept.filter(~Exists(SealedKey.objects.filter(registration=OuterRef("uuid")))).count()
    if lost:
        yield wrong(
            "registration.keys",
            f"{lost} testimonies cannot be opened: their keys are gone, though nobody withdrew them.",
            "Put back a backup beside this registry and compare; do not delete anything.",
        )
    undone = Registration.objects.filter(
        Exists(SealedKey.objects.filter(registration=OuterRef("uuid"))), state=State.WITHDRAWN
    ).count()
    if undone:
        yield wrong(
            "registration.withdrawn",
            f"{undone} withdrawn testimonies still have their keys.",
            "Run `ojaq withdraw` on them once more.",
        )
    yield well("registration.kept", f"{kept.count()} testimonies are kept.")
    yield from _waiting()


def _waiting() -> Iterator[Finding]:
    quarantined = Quarantined.objects.filter(settled_at=None).count()
    if quarantined:
        yield look(
            "registration.quarantined",
            f"{quarantined} testimonies came under a number that already stands for other words.",
            "A reviewer compares the two and settles which stands.",
        )
    proposed = Supersession.objects.filter(decided_at=None).count()
    if proposed:
        yield look(
            "registration.supersessions",
            f"{proposed} testimonies ask to stand in the place of another.",
            "A reviewer decides.",
        )
    flagged = Flag.objects.filter(settled_at=None).values("registration").distinct().count()
    if flagged:
        yield look(
            "registration.flags",
            f"{flagged} testimonies hold something doubtful.",
            "A reviewer looks at them.",
        )
