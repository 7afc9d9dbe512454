"""Fictional answers in the shape the pages show, for tests of the templates alone."""

from __future__ import annotations

from ojaq.web.drawing.family import Kin, family
from ojaq.web.drawing.lifeline import Event, life_line
from ojaq.web.drawing.waterfall import waterfall
from ojaq.web.shown.counter import Answer, Card, Heard, Reason
from ojaq.web.shown.person import Fact, Judged, Name, PersonShown, Relative, Version
from ojaq.web.shown.sources import Teller, Tellers
from ojaq.web.shown.village import Generation, Namesake, PlaceName, Villager, VillageShown
from ojaq.web.shown.words import Figure, Said
from ojaq.web.words.likelihood import likelihood


def told_by(*texts: str) -> Tellers:
    """Testimonies named by nobody."""
    return Tellers(tuple(Teller(text, None, "", "2024") for text in texts), "")


def answer() -> Answer:
    """Three candidates in three scripts."""
    fall = waterfall(
        [
            ("Any two people of this register", -15.0),
            ("The family names sound the same; 1 in 310 bears it here", 5.4),
            ("The given names sound the same; 1 in 260 bears it here", 4.6),
            ("The father: Əli and Али are one name", 3.1),
            ("The same Tutluca, of the three", 4.2),
            ("1957 fits about 1958", 2.0),
            ("A second name is new to us", -1.2),
        ],
        "start",
    )
    return Answer(
        heard=(
            Heard("Given name", "Gülnarə", "az"),
            Heard("Father", "Əli", "az", "from “Əli qızı”"),
            Heard("Family", "Məmmədova", "az", "may be her own or his"),
            Heard("Born", "1957"),
            Heard("Home village", "Tutluca", "az", "3 places bear this name"),
        ),
        cards=(
            Card(
                1, "482139075", "Гюльнара Али кызы Мамедова", "ru",
                (Said("Али", "ru"), Said("Фатьма", "ru")), "1950s", Said("Tutluca", "az"),
                likelihood(0.97), "has registered once",
                (
                    Reason("for", "The names sound the same in both scripts."),
                    Reason("for", "The father: Əli and Али are one name."),
                    Reason("for", "The same Tutluca, of the three."),
                    Reason("against", "A second name, “Гуля”, is new to us."),
                ),
                fall,
            ),
            Card(
                2, "118402661", "Gülnarə Əliağa qızı Məmmədova", "az", (Said("Əliağa", "az"), Said("Səkinə", "az")),
                "1960s", Said("Tutluca", "az"), likelihood(0.38), "has registered once",
                (
                    Reason("for", "Given and family name are the same."),
                    Reason("against", "Father is Əliağa, not Əli. Sometimes one man."),
                    Reason("against", "Another village of the same name."),
                ),
                fall,
            ),
            Card(
                3, "300100203", "გულნარა მამედოვა", "ka", (Said("ალი", "ka"),), "", None, likelihood(0.31),
                "named by others, not registered",
                (
                    Reason("for", "All three names sound the same."),
                    Reason("open", "Neither birth nor mother was told there."),
                ),
                None,
            ),
        ),
        asked="asked all offices in 41 ms",
    )  # fmt: skip


def nobody() -> Answer:
    """Nobody fits."""
    return Answer(heard=(Heard("Given name", "Gülnarə", "az"),), cards=(), asked="asked all offices in 38 ms")


def _kin() -> tuple[Kin, list[Kin], list[Kin], list[Kin], list[Kin]]:
    """A man, his parents, siblings, wife and children."""
    here = Kin("482139075", "Արամ", "hy", "born 1948")
    parents = [
        Kin("100000001", "Սարգիս", "hy", "1915 to 1986", "documented"),
        Kin("100000002", "Հռիփսիմե Տեր-Հովհաննիսյան", "hy", "about 1920 to 2004", "corroborated"),
    ]
    siblings = [
        Kin("100000003", "Անահիտ", "hy", "born 1951", "corroborated"),
        Kin("100000004", "Գուրգեն", "hy", "died 1979", "told"),
    ]
    spouses = [Kin("100000005", "თამარ ბერიძე", "ka", "born 1952", "documented")]
    children = [
        Kin("100000006", "Լևոն", "hy", "born 1976", "corroborated"),
        Kin("100000007", "ნინო", "ka", "born 1979", "told"),
    ]
    return here, parents, siblings, spouses, children


def person() -> PersonShown:
    """A man with a contradicted birth, four scripts of names, and a judgement of each kind."""
    here, parents, siblings, spouses, children = _kin()
    relations = (("Father", parents[0]), ("Mother", parents[1]), ("Wife", spouses[0]), ("Sister", siblings[0]),
                 ("Brother", siblings[1]), ("Son", children[0]), ("Daughter", children[1]))  # fmt: skip
    return PersonShown(
        number="482139075",
        asked_under="118402661",
        name=Said("Արամ Սարգսի Պետրոսյան", "hy"),
        other_names=(
            Said("Арам Сергеевич Петросян", "ru"),
            Said("Aram Petrosyan", "en"),
            Said("არამ პეტროსიანი", "ka"),
        ),
        names=(
            Name("Արամ Սարգսի Պետրոսյան", "hy", told_by("own telling", "told by another")),
            Name("Арам Сергеевич Петросян", "ru", told_by("told by another")),
        ),
        standing="has registered",
        testimonies="6 testimonies",
        facts=(
            Fact(
                "Born",
                (
                    Version("12 March 1948", "en", "documented", "documented", told_by("Birth record 41")),
                    Version("spring of 1946", "en", "told", "told once", told_by("told by another")),
                ),
                True,
                "Two tellings do not fit",
                "The one more people told stands first. Both stay.",
            ),
            Fact("Home village", (Version("Նշենաձոր", "hy", "corroborated", "5 testimonies", told_by(), "wof:1"),)),
            Fact("Father", (Version("Սարգիս", "hy", "documented", "documented", told_by("Birth record 41")),)),
            Fact("Left", (Version("between November and December 1988", "", "corroborated", "4 testimonies", told_by()),)),
        ),
        relatives=tuple(
            Relative(kin.number, relation, kin.name, kin.language, kin.years, kin.evidence, "told once")
            for relation, kin in relations
        ),
        family_words="7 relatives",
        family_open=False,
        tree=family(here, parents, siblings, spouses, children),
        judgements=(
            Judged(
                7, Said("Արամ Պետրոսյան", "hy"), Said("Арам Петросян", "ru"), False,
                "Same: the engine, about 99 in 100.", (Reason("for", "Their given names sound the same."),),
                False, "undo", "Undo",
            ),
            Judged(
                8, Said("Արամ Սարգսի Պետրոսյան", "hy"), Said("Արամ Պետրոսյան", "hy"), True,
                "A reviewer, 8 May 2024.", (), False, "undo", "Undo", "118402661",
            ),
            Judged(
                9, Said("Արամ Պետրոսյան", "hy"), Said("Aram Petrosian", "en"), False, "Taken back on 9 May 2024.", (),
                True, "redo", "Put back", "300100203",
            ),
        ),
        judged="3 judgements",
        life=life_line(
            [
                Event("born: two datings", 1946.2, 1948.2, "contradicted"),
                Event("married 1974", 1974.0, 1974.9, "documented"),
                Event("child born 1976", 1976.0, 1976.9, "told"),
                Event("child born 1979", 1979.0, 1979.9, "told"),
                Event("left, late 1988", 1988.9, 1989.0, "corroborated"),
                Event("registered 2023", 2023.1, 2023.1, "documented"),
            ]
        ),
    )  # fmt: skip


def village() -> VillageShown:
    """A village with two names, a namesake and three generations."""
    people = tuple(Villager(f"10000000{n}", name, "az", f"born {1920 + n}") for n, name in enumerate(
        ("Əli Məmmədov", "Fatma Məmmədova", "Vəli Quliyev", "Zeynəb Quliyeva")))  # fmt: skip
    return VillageShown(
        id="wof:1",
        title=(Said("Tutluca", "az"), Said("Թթագյուղ", "hy")),
        order="Names in Azerbaijani stand first, as you set it.",
        where="Vedi valley",
        figures=(Figure("people told of", "412"), Figure("have registered", "236")),
        names=(
            PlaceName("Tutluca", "az", "Azerbaijani", "", ""),
            PlaceName("Թթագյուղ", "hy", "Armenian", "official", "from 1946"),
            PlaceName("توتلوجه", "fa", "Persian", "", ""),
        ),
        languages=(("az", "Azərbaycanca"), ("hy", "Հայերեն"), ("ru", "Русский")),
        language="az",
        attribution="Data from Who’s On First, contains GeoNames data, CC BY.",
        namesakes=(Namesake("wof:2", "Tutluca", "az", "Arpa valley"),),
        generations=(
            Generation("before 1920", "6 of 38", 52, 8, people[:2], code="1910"),
            Generation("1920s", "14 of 61", 82, 19, people, "and 57 more", "1920"),
        ),
        people_words="412 people",
    )
