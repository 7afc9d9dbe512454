"""The counter: who may be meant. Asked by POST, so that no name ever stands in an address or a log."""

from __future__ import annotations

from typing import Any

from ojaq.api.door import Question
from ojaq.api.shapes.people import CounterQuestion, NameAsked
from ojaq.registry.desk import selectors as desk
from ojaq.registry.identity.errors import NotAQuestion
from ojaq.registry.identity.selectors.asking import Question as Asked


def ask(request: Question, question: CounterQuestion) -> dict[str, Any]:
    """Masked cards, best first. One entry of the ledger names everybody shown, before this is answered."""
    if question.person is None:
        told = desk.counter_answer(question=question.line, viewer=request.viewer, **_beside(question))
        return {"cards": told.cards}
    person = question.person.model_dump(exclude_defaults=True)
    if not person.get("name"):
        raise NotAQuestion
    asked = Asked(
        person=person,
        father=_name(question.father),
        mother=_name(question.mother),
        spouse=_name(question.spouse),
        language=question.person.name.language or None,
    )
    return {"cards": desk.find(questions=[asked], viewer=request.viewer)[0]}


def _beside(question: CounterQuestion) -> dict[str, str]:
    every = {"father": question.father, "mother": question.mother, "spouse": question.spouse}
    return {role: _written(name) for role, name in every.items() if name is not None}


def _written(name: NameAsked) -> str:
    return name.as_written or " ".join(part for part in (name.given, name.patronymic, name.family) if part)


def _name(name: NameAsked | None) -> dict[str, Any] | None:
    return name.model_dump(exclude_defaults=True) or None if name else None
