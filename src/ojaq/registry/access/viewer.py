"""Whoever acts or reads, as values. Built by `selectors.viewer_of` for an account, here for those who have none."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ojaq.registry.access.policy import POLICY, Act, Role, permits
from ojaq.registry.ledger.entry import Actor

AllOffices = None
"""An `offices` of None: every office there is."""

_RANK = tuple(Role)


@dataclass(frozen=True, slots=True)
class Hold:
    """One role and the offices it is held over; None is every office."""

    role: Role
    offices: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks or acts: `roles` and `offices` (codes) as a summary, `holds` as the exact truth where they differ.

    Without `holds` every role is held over all of `offices`. `session` is a digest of where the account logged in, empty where
    there is none; `glass` are offices whose testimonies may be read for some hours (`services.glass`).
    """

    account: UUID | None
    name: str
    roles: frozenset[Role]
    offices: frozenset[str] | None
    office: str = ""
    language: str = "en"
    holds: tuple[Hold, ...] = ()
    session: bytes = b""
    glass: frozenset[str] = frozenset()

    @property
    def actor(self) -> Actor:
        """Who acts, for the ledger: the account and the first of its roles in the order of the glossary."""
        role = min(self.roles, key=_RANK.index) if self.roles else "none"
        return Actor(account=self.account, role=str(role))

    def may(self, act: Act, *, office: str | None = None) -> bool:
        """Whether this viewer may do `act` to something of `office` (None: to the register, or to some office)."""
        allowed = permits(act, self.roles)
        if not allowed:
            return False
        if office is None or POLICY[act].over == "register":
            return True
        return any(reach is None or office in reach for reach in self._reaches(act, allowed))

    def offices_for(self, act: Act) -> frozenset[str] | None:
        """The offices whose things this viewer may do `act` to: codes, None for all. Selectors filter by it."""
        allowed = permits(act, self.roles)
        if allowed and POLICY[act].over == "register":
            return None
        reaches = self._reaches(act, allowed)
        if any(reach is None for reach in reaches):
            return None
        return frozenset().union(*(reach for reach in reaches if reach is not None))

    def _reaches(self, act: Act, roles: frozenset[Role]) -> list[frozenset[str] | None]:
        glass: list[frozenset[str] | None] = [self.glass] if act is Act.OPEN_REGISTRATION and roles else []
        if not self.holds:
            return [self.offices, *glass] if roles else []
        return [*(hold.offices for hold in self.holds if hold.role in roles), *glass]


def operator() -> Viewer:
    """The command line of a registry in rehearsal: may do everything, over all offices, and is logged as such."""
    return Viewer(account=None, name="operator", roles=frozenset({Role.OPERATOR}), offices=AllOffices)


def engine() -> Viewer:
    """The engine: blocks and scores over all offices for the counter and `resolve`; opens nothing."""
    return Viewer(account=None, name="engine", roles=frozenset({Role.ENGINE}), offices=AllOffices)
