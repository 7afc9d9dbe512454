"""The pages of an office's day: a ticket, the next number, the diary, the screen, the report."""

from __future__ import annotations

import datetime as dt
import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from ojaq.registry.access import Viewer
from ojaq.registry.diary.models import Appointment, Ticket
from ojaq.registry.diary.services import hang_screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_window(clerk_client: Client) -> Client:
    """A clerk who said where they sit."""
    clerk_client.post("/queue/window", {"window": "3"})
    return clerk_client


def tomorrow() -> str:
    return (timezone.localdate() + dt.timedelta(days=1)).isoformat()


def made(client: Client, **told: str) -> Appointment:
    sent = {
        "day": timezone.localdate().isoformat(),
        "at": "10:20",
        "name": "Gülnarə",
        "language": "az",
        "fresh": str(uuid4()),
    }
    answer = client.post("/diary/make", sent | told)
    assert answer.status_code == 302, answer.content.decode()
    return Appointment.objects.latest("pk")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_ticket_is_one_key_and_its_paper_bears_nothing_but_the_number(at_window: Client) -> None:
    page = str(uuid4())
    answer = [at_window.post("/queue/tickets", {"ticket": page}) for _ in range(2)][-1]
    assert Ticket.objects.count() == 1
    paper = text(at_window, answer.headers["Location"])
    assert "<bdi>001</bdi></h1>" in paper
    assert "ticket.js" in paper


def test_next_calls_and_leads_to_the_counter_with_whoever_has_an_appointment(at_window: Client) -> None:
    one = made(at_window, name="Արամ Պետրոսյան")
    at_window.post("/queue/tickets", {"appointment": str(one.uuid)})
    at_window.post("/queue/next", {"seen": "0"})
    page = text(at_window, "/queue")
    assert 'name="q" value="Արամ Պետրոսյան"' in page
    assert ">001<" in page
    counter = at_window.post("/counter", {"q": "Արամ Պետրոսյան"})
    assert counter.status_code == 200


def test_the_line_that_is_asked_again_holds_no_name(at_window: Client) -> None:
    one = made(at_window)
    at_window.post("/queue/tickets", {"appointment": str(one.uuid)})
    assert "Gülnarə" in text(at_window, "/diary")
    assert "Gülnarə" not in text(at_window, "/queue/line")


def test_without_a_window_nobody_is_called(clerk_client: Client) -> None:
    clerk_client.post("/queue/tickets", {"ticket": str(uuid4())})
    answer = clerk_client.post("/queue/next", {"seen": "0"})
    assert answer.status_code == 400
    assert "Say first at which window you sit" in answer.content.decode()
    assert Ticket.objects.get().called_at is None


@pytest.mark.parametrize("deed", ["again", "not-there", "served"])
def test_each_deed_leads_back_to_the_queue(at_window: Client, deed: str) -> None:
    at_window.post("/queue/tickets", {"ticket": str(uuid4())})
    at_window.post("/queue/next", {"seen": "0"})
    answer = at_window.post(f"/queue/{Ticket.objects.get().pk}/{deed}")
    assert answer.headers["Location"] == "/queue"


def test_what_was_done_meanwhile_is_said_and_nothing_is_lost(at_window: Client) -> None:
    at_window.post("/queue/tickets", {"ticket": str(uuid4())})
    answer = at_window.post(f"/queue/{Ticket.objects.get().pk}/served")
    assert answer.status_code == 400
    assert "This ticket was ended meanwhile" in answer.content.decode()
    assert at_window.post("/queue/1/nonsense").status_code == 404


def test_an_appointment_is_made_moved_and_cancelled(clerk_client: Client) -> None:
    one = made(clerk_client)
    assert "Gülnarə" in text(clerk_client, "/diary")
    clerk_client.post(f"/diary/{one.uuid}", {"day": tomorrow(), "at": "1130"})
    assert "Gülnarə" not in text(clerk_client, "/diary")
    assert "Gülnarə" in text(clerk_client, f"/diary?day={tomorrow()}")
    clerk_client.post(f"/diary/{one.uuid}", {"day": tomorrow(), "cancel": "yes"})
    assert "Gülnarə" not in text(clerk_client, f"/diary?day={tomorrow()}")


def test_what_was_typed_comes_back_with_what_is_wrong(clerk_client: Client) -> None:
    day = timezone.localdate().isoformat()
    for sent, words in (
        ({"at": "later", "name": "Aram"}, "Which hour?"),
        ({"at": "10:20", "phone": "+374 10 000 000"}, "needs a name or a register number"),
        ({"at": "10:20", "number": "12", "name": "Aram"}, "not a register number"),
    ):
        answer = clerk_client.post("/diary/make", {"day": day, **sent})
        page = answer.content.decode()
        assert (answer.status_code, words in page) == (400, True), page
        assert all(f'value="{value}"' in page for value in sent.values())
    assert Appointment.objects.count() == 0


def test_nothing_of_a_visitor_stands_in_an_address(clerk_client: Client) -> None:
    made(clerk_client, name="Gülnarə", phone="+994500000000")
    page = text(clerk_client, "/diary") + text(clerk_client, "/queue") + text(clerk_client, "/diary/week")
    assert not [
        link for link in re.findall(r'(?:href|action)="([^"]*)"', page) if "G%C3" in link or "994" in link
    ]


def test_the_week_counts(clerk_client: Client) -> None:
    made(clerk_client)
    page = text(clerk_client, "/diary/week")
    assert "1 appointment<" in page
    assert "Gülnarə" not in page


def test_a_screen_is_open_to_whoever_has_its_link_and_to_nothing_else(
    client: Client, clerk: Viewer, registry: object
) -> None:
    token = hang_screen(office="nasimi-2", name="Hall", by=clerk).token
    page = text(client, f"/screen/{token}")
    assert "ojaq_session" not in client.cookies
    assert "/login" not in page
    assert "hx-get" in page
    for elsewhere in ("/queue", "/diary", "/counter", "/day"):
        assert client.get(elsewhere).status_code == 302
    assert client.get("/screen/nobody-knows").status_code == 404


def test_the_languages_take_turns_on_the_screen_and_their_direction_with_them(
    client: Client, clerk: Viewer, registry: object, settings: object
) -> None:
    settings.LANGUAGES = [("en", "English"), ("hy", "Հայերեն"), ("fa", "فارسی")]
    token = hang_screen(office="nasimi-2", name="Hall", by=clerk).token
    turns = [text(client, f"/screen/{token}/now?turn={turn}") for turn in range(4)]
    assert [re.findall(r'lang="(\w+)" dir="(\w+)"', turn)[0] for turn in turns] == [
        ("en", "ltr"), ("hy", "ltr"), ("fa", "rtl"), ("en", "ltr"),
    ]  # fmt: skip
    assert [f"turn={turn + 1}" in each for turn, each in enumerate(turns)] == [True] * 4
    assert text(client, f"/screen/{token}/now?turn=x")


def test_a_link_is_shown_once_and_opens_until_the_screen_is_taken_down(clerk_client: Client) -> None:
    page = clerk_client.post("/screens", {"name": "Hall"}).content.decode()
    link = re.search(r'href="http://testserver(/screen/[\w-]+)"', page)
    assert link
    assert Client().get(link[1]).status_code == 200
    assert link[1] not in text(clerk_client, "/screens")
    row = re.search(r"/screens/(\d+)/down", text(clerk_client, "/screens"))
    assert row
    clerk_client.post(f"/screens/{row[1]}/down")
    assert Client().get(link[1]).status_code == 404


def test_the_day_in_figures_is_a_page_and_a_paper(at_window: Client) -> None:
    at_window.post("/queue/tickets", {"ticket": str(uuid4())})
    at_window.post("/queue/next", {"seen": "0"})
    at_window.post("/queue/next", {"seen": "1"})
    assert "Tickets given" in text(at_window, "/day")
    paper = at_window.get("/day.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_another_office_is_shown_to_nobody_who_does_not_work_there(
    client: Client, other_clerk_account: object, clerk_client: Client
) -> None:
    one = made(clerk_client)
    stranger = Client()
    stranger.force_login(other_clerk_account)
    assert "Gülnarə" not in stranger.get("/diary?office=nasimi-2").content.decode()
    assert stranger.post(f"/diary/{one.uuid}", {"cancel": "yes"}).status_code == 404
    assert Appointment.objects.get(uuid=UUID(str(one.uuid))).state == "expected"
