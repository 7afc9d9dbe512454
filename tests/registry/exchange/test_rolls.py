"""Rolls: households, editions, mappings that do not fit, cells that are formulas, workbooks that are bombs."""

from __future__ import annotations

import csv
import zipfile
from uuid import NAMESPACE_URL, UUID, uuid5

import openpyxl
import pytest

from ojaq.registry.exchange.errors import FileRefused, MappingRefused, UnknownMapping
from ojaq.registry.exchange.models import KeptMapping
from ojaq.registry.exchange.refusals import refusals_path
from ojaq.registry.exchange.services import import_roll, take_back_run
from ojaq.registry.registration.models import Flag, Mention, Registration, State, Tie

pytestmark = pytest.mark.django_db

MAPPING = """
ojaq: mapping/1
id: no
roll: council-1987
columns:
  surname: {is: family}
  first: {is: given}
  sex: {is: sex, values: {Q: female, K: male}}
  birth: {is: born, format: "%d.%m.%Y"}
  house: {is: household}
  relation: {is: role}
  father: {is: father}
  trade: {is: category}
  junk: {is: ignore}
"""
HEADER = ("no", "surname", "first", "sex", "birth", "house", "relation", "father", "trade", "junk", "note")
ROWS = [
    ("1", "Nərgizov", "Əli", "K", "07.03.1950", "12", "başçı", "Vəli", "smith", "x", "n"),
    ("7", "Tutov", "Sona", "Q", "", "", "", "Musa", "", "", ""),
    ("2", "Nərgizova", "Tutu", "Q", "1957", "12", "жена", "", "", "", ""),
    ("3", "Nərgizov", "Vəli", "K", "01.02.1980", "12", "oğlu", "Əli", "", "", ""),
]


@pytest.fixture
def roll(tmp_path):
    def write(rows=ROWS, header=HEADER, name="roll.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8-sig", newline="") as target:
            csv.writer(target).writerows([header, *rows])
        return path

    return write


@pytest.fixture
def mapping(tmp_path):
    path = tmp_path / "mapping.yml"
    path.write_text(MAPPING, encoding="utf-8")
    return str(path)


def test_a_household_number_is_one_registration_even_with_rows_apart(roll, mapping, operator):
    imported = import_roll(path=roll(), by=operator, mapping=mapping)
    assert (imported.figures.read, imported.figures.new, imported.figures.flagged) == (2, 2, 0)
    namespace = uuid5(NAMESPACE_URL, "ojaq:roll:council-1987")
    assert set(Registration.objects.values_list("uuid", flat=True)) == {
        uuid5(namespace, "12"),
        uuid5(namespace, "7"),
    }
    house = Registration.objects.get(uuid=uuid5(namespace, "12"))
    assert list(house.mentions.order_by("position").values_list("ref", flat=True)) == [
        "1",
        "2",
        "3",
        "1/father",
    ]
    ties = {(tie.kind, tie.a.ref, tie.b.ref) for tie in house.ties.all()}
    assert ties == {("couple", "1", "2"), ("parent", "1", "3"), ("parent", "1/father", "1")}
    wife = house.mentions.get(ref="2")
    assert (wife.sex, wife.born, wife.family) == ("female", "1957", "Nərgizova")
    assert house.mentions.get(ref="1").born == "1950-03-07"
    assert Mention.objects.get(ref="7/father").given == "Musa"


def test_two_heads_in_a_household_are_kept_and_flagged_without_ties_to_either(roll, mapping, operator):
    two = [(*row[:6], "başçı", *row[7:]) if row[0] == "2" else row for row in ROWS]
    import_roll(path=roll(two), by=operator, mapping=mapping)
    assert Flag.objects.get(code="two-heads").fields == ["people[0]", "people[1]"]
    assert set(Tie.objects.filter(registration__flags__code="two-heads").values_list("a__ref", "b__ref")) == {
        ("1/father", "1"), ("3/father", "3"),
    }  # fmt: skip


def test_the_same_roll_twice_changes_nothing_and_corrected_it_supersedes(roll, mapping, operator):
    import_roll(path=roll(), by=operator, mapping=mapping)
    again = import_roll(path=roll(), by=operator, mapping=mapping)
    assert (again.figures.new, again.figures.already_there) == (0, 2)
    mended = [(*row[:2], "Alı", *row[3:]) if row[0] == "1" else row for row in ROWS]
    for _ in range(2):
        corrected = import_roll(path=roll(mended), by=operator, mapping=mapping)
    assert (corrected.figures.new, corrected.figures.already_there, corrected.figures.quarantined) == (
        0,
        2,
        0,
    )
    states = sorted(Registration.objects.values_list("state", flat=True))
    assert states == ["current", "current", "superseded"]
    assert Mention.objects.get(registration__state=State.CURRENT, ref="1").given == "Alı"


def test_a_corrected_roll_taken_back_gives_the_first_edition_back(roll, mapping, operator):
    import_roll(path=roll(), by=operator, mapping=mapping)
    mended = [(*row[:2], "Alı", *row[3:]) if row[0] == "1" else row for row in ROWS]
    corrected = import_roll(path=roll(mended), by=operator, mapping=mapping)
    take_back_run(number=corrected.run, by=operator)
    assert Mention.objects.get(registration__state=State.CURRENT, ref="1").given == "Əli"


def test_a_mapping_is_kept_and_used_again_by_the_name_of_its_roll(roll, mapping, operator):
    import_roll(path=roll(), by=operator, mapping=mapping)
    assert KeptMapping.objects.get().name == "council-1987"
    assert import_roll(path=roll(), by=operator, mapping="council-1987").figures.already_there == 2
    with pytest.raises(UnknownMapping):
        import_roll(path=roll(), by=operator, mapping="council-1988")


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (MAPPING.replace("surname:", "surnme:"), "surnme"),
        (MAPPING.replace("id: no", "id: number"), "number"),
        (MAPPING.replace("{is: family}", "{is: clan}"), "columns.surname.is"),
        (MAPPING.replace("mapping/1", "mapping/2"), "ojaq"),
        (MAPPING.replace("%d.%m.%Y", "%d.%m.%y"), "century"),
        ("ojaq: mapping/1\ncolumns: {sex: {is: sex}}", "no column is a name"),
        ("columns: [", "not YAML"),
    ],
)
def test_a_wrong_mapping_is_refused_whole_and_names_the_columns(roll, tmp_path, operator, text, detail):
    path = tmp_path / "wrong.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingRefused) as refused:
        import_roll(path=roll(), by=operator, mapping=str(path))
    assert detail in str(refused.value)
    assert not Registration.objects.exists()


def test_bad_rows_are_refused_by_line_and_column_and_the_rest_goes_in(roll, mapping, operator):
    rows = [
        *ROWS,
        ("", "A", "B", "K", "", "", "", "", "", "", ""),
        ("8", "A", "B", "K", "31.02.1950", "", "", "", "", "", ""),
        ("9", "A", "B", "K", "", "", "", "", "", "", "", "one too many"),
        ("7", "again", "the same key", "K", "", "", "", "", "", "", ""),
        ("10", "\u202eA", "B", "K", "", "", "", "", "", "", ""),
        ("11", "", "", "K", "", "", "", "", "", "", ""),
    ]
    path = roll(rows)
    path.write_bytes(path.read_bytes() + b'12,\xff,B,K,,,,,,,\r\n13,"open,B,K')
    imported = import_roll(path=path, by=operator, mapping=mapping, refusals=refusals_path(path))
    assert (imported.figures.new, imported.figures.refused) == (2, 8)
    with imported.refusals.open(encoding="utf-8", newline="") as source:
        told = [tuple(row[:3]) for row in csv.reader(source)][1:]
    assert told == [
        ("6", "no", "no-key"), ("7", "birth", "date"), ("8", "", "too-many-columns"), ("9", "no", "ref-repeated"),
        ("10", "surname", "bidi"), ("11", "", "nobody-named"), ("12", "", "not-utf8"), ("13", "", "broken-row"),
    ]  # fmt: skip


def test_a_cell_that_looks_like_a_formula_is_text(roll, operator):
    import_roll(path=roll([("1", '=HYPERLINK("http://x")', "+7")], ("id", "given", "family")), by=operator)
    mention = Mention.objects.get()
    assert (mention.given, mention.family) == ('=HYPERLINK("http://x")', "+7")


def _workbook(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_is_read_like_a_csv_and_its_formulas_are_not_computed(tmp_path, operator):
    rows = [("id", "given", "born", "place"), (1, "Maro", 1957, "Tutluca"), (2, "=1+1", "1960~", None)]
    imported = import_roll(
        path=_workbook(tmp_path / "r.xlsx", rows), by=operator, refusals=tmp_path / "refused.csv"
    )
    maro = Mention.objects.get(ref="1")
    assert (maro.given, maro.born, maro.origin) == ("Maro", "1957", "Tutluca")
    assert not Mention.objects.filter(given="2").exists()
    # Nothing was saved as the value of the formula, so the row has no name: it is refused with its line, and told.
    assert imported.figures.refused == 1
    assert imported.refusals.read_text().splitlines()[1].startswith("3,")


def test_a_zip_bomb_is_hardly_unpacked_whatever_its_directory_claims(tmp_path, operator, monkeypatch):
    asked, read = [], zipfile.ZipExtFile.read

    def counted(self, n=-1):
        asked.append(n)
        return read(self, n)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(300 * 1024 * 1024))
    with pytest.raises(FileRefused) as refused:
        import_roll(path=path, by=operator)
    assert refused.value.parameters["problem"] == "bomb"
    assert asked == [], "what it claims itself is enough"
    honest = path.read_bytes()
    claimed = (300 * 1024 * 1024).to_bytes(4, "little")
    path.write_bytes(honest.replace(claimed, (1000).to_bytes(4, "little")))
    with pytest.raises(FileRefused):
        import_roll(path=path, by=operator)
    # Its first piece gives the lie away.
    assert [0 < size <= 1024 * 1024 for size in asked] == [True]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"no workbook at all"])
def test_what_is_no_workbook_is_refused(tmp_path, operator, content):
    path = tmp_path / "r.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileRefused):
        import_roll(path=path, by=operator)


def test_an_empty_roll_is_refused(roll, tmp_path, operator):
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    with pytest.raises(FileRefused) as refused:
        import_roll(path=path, by=operator)
    assert refused.value.parameters["problem"] == "empty"


def test_a_roll_that_is_a_uuid_is_the_namespace_itself(roll, tmp_path, operator):
    own = UUID(int=5)
    path = tmp_path / "m.yml"
    path.write_text(MAPPING.replace("council-1987", str(own)), encoding="utf-8")
    import_roll(path=roll(), by=operator, mapping=str(path))
    assert Registration.objects.filter(uuid=uuid5(own, "12")).exists()


def test_a_preview_of_a_roll_keeps_nothing(roll, mapping, operator):
    assert import_roll(path=roll(), by=operator, mapping=mapping, dry_run=True).figures.new == 2
    assert not Registration.objects.exists()
    assert not KeptMapping.objects.exists()
