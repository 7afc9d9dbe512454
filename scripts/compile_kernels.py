"""Compile the inner loops once, at setup, so that nobody waits for them at a desk. They are kept beside the package."""

from __future__ import annotations

from random import Random

from ojaq.core.matching import Testimony, Tokens, code_testimonies, find, learn, resolve
from ojaq.core.names import build_knowledge, name_similarities
from ojaq.core.places import PlaceBook, PlaceRow
from ojaq.core.rehearsal import Speller, setting_of, simulate_community
from ojaq.resources import gazetteer
from ojaq.resources.names import tables
from ojaq.resources.programmes import programme
from ojaq.resources.rehearsal import spellings


def main() -> None:
    """Resolve a handful of fictional testimonies and ask once: every loop is called with the kinds of numbers it will see."""
    knowledge = build_knowledge(tables())
    setting = setting_of(programme("displaced-from-armenia"))
    rnd = Random(1)  # noqa: S311 - a rehearsal, no secret
    told = simulate_community(setting=setting, speller=Speller.of(spellings()), registrations=40, rnd=rnd)
    documents = [one.document for one in told]
    tokens = Tokens(knowledge)
    testimonies = [Testimony.from_registration(document, number) for number, document in enumerate(documents)]
    mentions = code_testimonies(testimonies, tokens)
    weights = learn(mentions, tokens)
    persons = resolve(mentions, tokens, weights).label
    question = code_testimonies([Testimony.from_registration(documents[0], 10**6)], tokens)
    find(question, mentions, persons, tokens, weights)
    name_similarities(["Əliyev Məhəmməd", "محمد علی‌اف"], ["Магомед Алиев", "Mehmet Aliyev"], knowledge)
    village = PlaceRow("1", "Tutluca", 40.1, 44.9)
    PlaceBook.of([village], [], gazetteer.words(), knowledge).resolve("Тутлуджа")


if __name__ == "__main__":
    main()
