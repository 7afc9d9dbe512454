"""What an import did, in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ojaq.registry.registration.services import Outcome, Verdict


@dataclass(slots=True)
class Figures:
    """Figures of one import, and which fields it did not know. A flagged one is also new."""

    read: int = 0
    new: int = 0
    already_there: int = 0
    quarantined: int = 0
    refused: int = 0
    flagged: int = 0
    unknown_fields: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)

    @property
    def clean(self) -> bool:
        """Whether everything read is stored or was there already."""
        return not self.refused and not self.quarantined

    def count(self, outcome: Outcome) -> None:
        """Counts what became of one document."""
        match outcome.verdict:
            case Verdict.NEW:
                self.new += 1
                self.flagged += bool(outcome.flags)
                self.flags.update(outcome.flags)
            case Verdict.ALREADY_THERE:
                self.already_there += 1
            case Verdict.QUARANTINED:
                self.quarantined += 1
            case Verdict.WITHDRAWN:
                self.refused += 1

    def counted(self) -> dict[str, int]:
        """The six figures by their names."""
        return {
            "read": self.read, "new": self.new, "already_there": self.already_there, "quarantined": self.quarantined,
            "refused": self.refused, "flagged": self.flagged,
        }  # fmt: skip
