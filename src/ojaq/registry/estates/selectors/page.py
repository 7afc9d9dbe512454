"""The page of one heir and one estate: reckoned anew, set beside the versions that are kept, masked, and logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.db import transaction

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.estates.changes import changes_between
from ojaq.registry.estates.line import Tie, connecting, way_up, weakest
from ojaq.registry.estates.models import EstateVersion, SuccessionCase
from ojaq.registry.estates.pages import (
    ChangeShown,
    EstatePage,
    Link,
    Missing,
    PassingShown,
    ReadingShown,
    Sentence,
    Someone,
    SupposedShown,
    VersionShown,
)
from ojaq.registry.estates.selectors.family import forebears, ties_between
from ojaq.registry.estates.selectors.people import people_shown
from ojaq.registry.estates.selectors.reckoning import Reckoned, reckoned
from ojaq.registry.estates.written import people_of, renumbered
from ojaq.registry.families.errors import NoEstate
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.models import Person
from ojaq.registry.identity.selectors import answering
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import village
from ojaq.registry.ledger import record


def estate_page(*, person: int, viewer: Viewer, estate_of: int | None = None, regime: str = "") -> EstatePage:
    """Who may stand for what a person's forebear left, and what each link rests on. One entry names everybody shown.

    Raises NotPermitted, NoSuchPerson, NoEstate, NoDeathTold, NoPlaceOfLaw, BrokenFamily.
    """
    require(viewer, Act.OPEN_ESTATE)
    asking = answering(number=person, viewer=viewer)
    dead, others = _whose(asking, estate_of)
    found = reckoned(dead=dead, regime=regime, heir=asking)
    case = SuccessionCase.objects.filter(dead__anchor__belonging__person=dead, regime=regime).first()
    versions = list(case.versions.order_by("number")) if case else []
    answers = _answers([one.body for one in versions])
    bodies = {one.number: renumbered(one.body, answers) for one in versions}
    ties = _ties(found, asking)
    speaks = _order(found, asking, others=others, ties=ties, bodies=bodies.values(), versions=versions)
    people = people_shown(found, speaks, asking)
    with transaction.atomic():
        shown = [("person", str(one.number)) for one in people.values() if one.number]
        record(act=Act.OPEN_ESTATE, by=viewer, subjects=shown, office=viewer.office or None)
    words = _Words(people)
    return EstatePage(
        asking=words.key(asking),
        dead=words.key(dead),
        place=_home(dead),
        law=found.law,
        people={one.key: one for one in people.values()},
        links=tuple(words.link(tie) for tie in ties),
        line=tuple(words.link(tie) for tie in _own_line(found, asking, ties)),
        weakest=words.weakest(found, ties),
        readings=tuple(words.reading(row) for row in found.body["readings"]),
        missing=tuple(_missing(found, ties, words)),
        versions=tuple(words.version(one, bodies, case) for one in versions),
        changed=tuple(words.change(row) for row in _changed(versions, bodies, found.body)),
        case=case.pk if case else None,
        may_keep=viewer.may(Act.KEEP_ESTATE),
        others=tuple(words.key(who) for who in others),
        body=found.body,
    )


def _whose(asking: int, estate_of: int | None) -> tuple[int, list[int]]:
    try:
        above = forebears(asking)
    except NoEstate:
        if estate_of is None:
            raise
        above = []
    dead = answering(number=estate_of) if estate_of is not None else above[0]
    return dead, [who for who in above if who != dead]


def _changed(
    versions: Sequence[EstateVersion], bodies: Mapping[int, Mapping[str, Any]], now: Mapping[str, Any]
) -> list[dict[str, str]]:
    """What differs now from the version that stands, unless the newest version says so already."""
    if not versions or not changes_between(bodies[versions[-1].number], now):
        return []
    standing = max(one.number for one in versions if one.stands)
    return changes_between(bodies[standing], now)


def _home(dead: int) -> Said:
    """The home of the dead as it was told, in the words of a testimony."""
    told = village(told_of(persons={dead}).get(dead, []))
    return Said(told.origin, told.language) if told else Said("", "")


def answers_now(numbers: Iterable[str]) -> dict[str, str]:
    """Register numbers as texts -> what each answers with now; one of whom nobody is left answers with itself."""
    wanted = {int(one) for one in numbers}
    rows = Person.objects.filter(pk__in=wanted).values_list("pk", "anchor__belonging__person_id")
    return {str(number): str(now) for number, now in rows if now is not None and now != number}


def _answers(bodies: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return answers_now(who for body in bodies for who in people_of(body))


def _ties(found: Reckoned, asking: int) -> tuple[Tie, ...]:
    parents = {child: [who for who, _ in named] for child, named in found.made.parents.items()}
    pairs = {(row[0], row[1]) for row in found.lineage.couples.values()}
    people = [asking, *(int(who) for who in _holding(found))]
    links, couples = connecting(parents, sorted(pairs), found.dead, dict.fromkeys(people))
    return ties_between(links, couples, found.lineage, found.made)


def _holding(found: Reckoned) -> list[str]:
    """Whoever holds or held a part in any reading, in the order of the generations."""
    rows = found.body["readings"]
    passed = [who for row in rows for one in row["passings"] for who in (one["of"], *one.get("shares", ()))]
    return list(dict.fromkeys([*passed, *(who for row in rows for who in row["shares"])]))


def _order(
    found: Reckoned,
    asking: int,
    *,
    others: Sequence[int],
    ties: Sequence[Tie],
    bodies: Iterable[Mapping[str, Any]],
    versions: Sequence[EstateVersion],
) -> list[int]:
    """Everybody the page speaks of, each once, the dead and the one who asks first."""
    kept = [int(who) for body in bodies for who in people_of(body)]
    kept += [int(row["who"]) for one in versions for row in one.changes if row.get("who")]
    reckoned_now = [int(who) for who in people_of(found.body)]
    linked = [end for tie in ties for end in (tie.one, tie.other)]
    return list(dict.fromkeys([found.dead, asking, *linked, *reckoned_now, *kept, *others]))


def _own_line(found: Reckoned, asking: int, ties: Sequence[Tie]) -> list[Tie]:
    """From the dead to the one who asks."""
    parents: dict[int, list[int]] = {}
    for tie in ties:
        if not tie.couple:
            parents.setdefault(tie.other, []).append(tie.one)
    pairs = way_up(parents, asking, found.dead)
    known = {(tie.one, tie.other): tie for tie in ties}
    if pairs:
        return [known[pair] for pair in pairs if pair in known]
    own = next((tie for tie in ties if tie.couple and asking in (tie.one, tie.other)), None)
    return [own] if own else []


def _missing(found: Reckoned, ties: Sequence[Tie], words: _Words) -> Iterable[Missing]:
    for one in {s["who"]: s for row in found.body["readings"] for s in row["supposed"]}.values():
        code = "which_death" if "died" in one else "when_died"
        yield Missing(code, words.key(int(one["who"])), words.key(int(one["whom"])) if "whom" in one else "")
    for tie in ties:
        if tie.proof in ("told", "contradicted") and not words.people[tie.other].masked:
            code = (
                "another_of_marriage"
                if tie.couple
                else "which_parent"
                if tie.proof == "contradicted"
                else "another_telling"
            )
            yield Missing(code, words.key(tie.other), words.key(tie.one))
    passings = found.body["readings"][0]["passings"]
    for one in passings:
        if "refused" in one:
            yield Missing("law_unknown", words.key(int(one["of"])))
    if any(one.get("status") == "draft" for one in passings):
        yield Missing("draft_law")


class _Words:
    """Bodies and ties with people as keys instead of numbers."""

    def __init__(self, people: Mapping[int, Someone]) -> None:
        self.people = people

    def key(self, who: int) -> str:
        return self.people[who].key

    def _keys(self, shares: Mapping[str, str]) -> dict[str, Fraction]:
        return {self.key(int(who)): Fraction(part) for who, part in shares.items()}

    def link(self, tie: Tie) -> Link:
        return Link(
            self.key(tie.one), self.key(tie.other), tie.proof, tie.testimonies, tie.nature, tie.couple
        )

    def weakest(self, found: Reckoned, ties: Sequence[Tie]) -> dict[str, Link | None]:
        holders = {int(who) for row in found.body["readings"] for who in row["shares"]}
        made: dict[str, Link | None] = {}
        for who in holders:
            tie = weakest(_own_line(found, who, ties))
            made[self.key(who)] = self.link(tie) if tie else None
        return made

    def reading(self, row: Mapping[str, Any]) -> ReadingShown:
        return ReadingShown(
            supposed=tuple(
                SupposedShown(
                    self.key(int(one["who"])),
                    self.key(int(one["whom"])) if "whom" in one else "",
                    bool(one.get("outlived")),
                    one.get("died", ""),
                )
                for one in row["supposed"]
            ),
            shares=self._keys(row["shares"]),
            residue={kind: Fraction(part) for kind, part in row["residue"].items()},
            passings=tuple(self._passing(one) for one in row["passings"]),
        )

    def _passing(self, one: Mapping[str, Any]) -> PassingShown:
        refused = (one["refused"], one.get("parameters", {})) if "refused" in one else None
        return PassingShown(
            of=self.key(int(one["of"])),
            died=one["died"],
            held=Fraction(one["held"]),
            regime=one.get("regime", ""),
            status=one.get("status", ""),
            shares=self._keys(one.get("shares", {})),
            residue={kind: Fraction(part) for kind, part in one.get("residue", {}).items()},
            proof=tuple(
                Sentence(
                    step["step"],
                    tuple(self.key(int(who)) for who in step["people"]),
                    step["ref"],
                    Fraction(step["fraction"]) if step["fraction"] else None,
                    step["order"],
                )
                for step in one.get("proof", ())
            ),
            refused=refused,
        )

    def change(self, row: Mapping[str, str]) -> ChangeShown:
        who = row.get("who", "")
        known = who and int(who) in self.people
        return ChangeShown(
            row["code"], self.key(int(who)) if known else "", row.get("before", ""), row.get("after", "")
        )

    def version(
        self, one: EstateVersion, bodies: Mapping[int, Mapping[str, Any]], case: SuccessionCase | None
    ) -> VersionShown:
        assert case is not None
        standing = max((n for n, stands in _stands(case) if stands), default=0)
        state = {None: "proposed", False: "left", True: "standing" if one.number == standing else "earlier"}
        return VersionShown(
            one.number,
            one.pk,
            one.made_at,
            state[one.stands],
            tuple(self._keys(row["shares"]) for row in bodies[one.number]["readings"]),
            tuple(self.change(row) for row in one.changes),
            one.settled_at,
        )


def _stands(case: SuccessionCase) -> list[tuple[int, bool | None]]:
    return list(case.versions.values_list("number", "stands"))
