"""Every address is behind a door: log-in, an act of the policy, headers that keep nothing, a stamp on every page."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import Client

from ojaq.registry.access import POLICY, Act
from ojaq.registry.access.models import Account
from ojaq.web.urls import OPEN, PAGES
from web.addresses import addresses

EVERY = addresses()

PATHS = {each.name: each.path() for each in EVERY}
ADDRESSES = [(name, act) for _, _, act, name in PAGES]
# Who may not ask twice: logging out ends the session that the next question would need.
READ = [name for name, _ in ADDRESSES if name not in {"logout", "language", "language-of-places"}]
pytestmark = pytest.mark.django_db


def address(name: str) -> str:
    return PATHS[name]


def stamped(answer: HttpResponse) -> bool:
    """Whether a page or a paper says that nobody on it exists. A part of a page stands under the stamp of its page."""
    if answer["Content-Type"] == "application/pdf":
        paper = pypdfium2.PdfDocument(answer.content)
        return all("FICTIONAL" in page.get_textpage().get_text_bounded() for page in paper)
    return b"FICTIONAL" in answer.content or b"<html" not in answer.content


@pytest.mark.parametrize(("name", "act"), ADDRESSES)
def test_anonymous_comes_to_the_log_in_and_nowhere_else(
    client: Client, registry: object, name: str, act: object
) -> None:
    for ask in (client.get, client.post):
        answer = ask(address(name))
        if act == OPEN:
            # A screen that nobody hung is not there.
            assert answer.status_code in {200, 302, 401, 404, 405}
        else:
            assert answer.status_code == 302
            assert answer["Location"].startswith("/login?next=")


def test_every_act_of_a_page_stands_in_the_policy() -> None:
    for _, act in ADDRESSES:
        assert act in {OPEN, None} or act in POLICY
    assert Act.OPEN_PERSON in {act for _, act in ADDRESSES}


def test_an_account_without_a_role_opens_nothing(
    client: Client, registry: object, clerk_account: object
) -> None:
    clerk_account.grants.all().delete()  # type: ignore[attr-defined]
    client.force_login(clerk_account)  # type: ignore[arg-type]
    for name, act in ADDRESSES:
        if act not in {OPEN, None}:
            answer = client.get(address(name))
            assert answer.status_code == 403, name
            assert b"FICTIONAL" in answer.content


@pytest.mark.parametrize("name", READ)
def test_every_page_is_stamped_kept_nowhere_and_closed_to_strangers(
    reviewer_client: Client, name: str
) -> None:
    answer = reviewer_client.get(address(name), follow=True)
    # An address that is only sent to has no page of its own.
    assert answer.status_code == 405 or stamped(answer)
    assert answer["X-Ojaq-Fictional"] == "1"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy.replace("https:", "")
    page = answer.content.decode(errors="replace")
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page)


@pytest.mark.trust("T8.3", "T1.1")
def test_what_does_not_exist_and_what_is_closed_look_alike(reviewer_client: Client, client: Client) -> None:
    pages = [
        reviewer_client.get(path)
        for path in ("/no/such/page", "/people/100000000", "/people/1", "/villages/wof:0")
    ]
    assert {page.status_code for page in pages} == {404}
    bare = {
        re.sub(r'(name="next" value="|csrfmiddlewaretoken" value=")[^"]*', "", page.content.decode())
        for page in pages
    }
    bare = {re.sub(r' aria-current="page"', "", page) for page in bare}
    assert len(bare) == 1


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    client: Client, registry: object, clerk_account: object
) -> None:
    answers = [
        client.post("/login", {"name": name, "password": "not this one at all"})
        for name in ("clerk", "nobody-here")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert b"do not belong together" in answers[0].content


def test_guessing_has_to_wait(client: Client, registry: object) -> None:
    for _ in range(5):
        client.post("/login", {"name": "guessed", "password": "x"})
    assert client.post("/login", {"name": "guessed", "password": "x"}).status_code == 429


def test_logging_in_leads_back_but_never_elsewhere(
    client: Client, registry: object, clerk_account: object
) -> None:
    from registry_fixtures import PASSWORD

    own = client.post("/login", {"name": "clerk", "password": PASSWORD, "next": "/counter"})
    assert own["Location"] == "/counter"
    client.post("/logout")
    assert client.get("/counter").status_code == 302
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"):
        answer = client.post("/login", {"name": "clerk", "password": PASSWORD, "next": elsewhere})
        assert answer["Location"] == "/"


def test_logging_out_and_judging_ask_for_a_post(reviewer_client: Client) -> None:
    for name in ("logout", "undo", "redo", "language", "language-of-places"):
        assert reviewer_client.get(address(name)).status_code == 405


def test_a_form_without_its_token_is_refused_in_plain_words(clerk_account: object, registry: object) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/login", {"name": "clerk", "password": "x"})
    assert answer.status_code == 403
    assert b"Nothing was changed" in answer.content


def test_the_language_is_kept_and_nothing_else_is_taken(client: Client, registry: object) -> None:
    answer = client.post("/language", {"language": "hy", "next": "/login"})
    assert answer["Location"] == "/login"
    assert 'lang="hy"' in client.get("/login").content.decode()
    client.post("/language", {"language": "xx-not-one", "next": "/login"})
    assert 'lang="hy"' in client.get("/login").content.decode()


def test_a_page_comes_mirrored_where_the_language_is(
    client: Client, registry: object, settings: object
) -> None:
    settings.LANGUAGES = [("en", "English"), ("fa", "فارسی")]  # type: ignore[attr-defined]
    page = client.get("/login", headers={"accept-language": "fa"}).content.decode()
    assert 'lang="fa" dir="rtl"' in page
    assert "tabler.rtl.min.css" in page


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def without(answer: object) -> list[str]:
    """The headers that an answer lacks."""
    lacking = [name for name, value in HEADERS.items() if answer.headers.get(name) != value]  # type: ignore[attr-defined]
    policy = answer.headers.get("Content-Security-Policy", "")  # type: ignore[attr-defined]
    return lacking + ([] if "default-src 'none'" in policy and "unsafe" not in policy else ["CSP"])


@pytest.mark.parametrize("who", ["nobody", "steward"])
def test_every_answer_of_every_address_bears_its_headers(
    client: Client, registry: object, steward: object, who: str
) -> None:
    if who == "steward":
        client.force_login(Account.objects.get(username="steward"))
    lacking = {
        f"{each.name} {method}": without(answer)
        for each in EVERY
        for method in ("GET", "DELETE")
        if without(answer := client.generic(method, each.path()))
    }
    assert lacking == {}


def test_an_answer_without_them_is_seen(client: Client, registry: object, settings: object) -> None:
    """The control: the same question where what adds the headers was taken out."""
    out = ("security.SecurityMiddleware", "csp.", "clickjacking", "RegistryHeaders")
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if not any(part in each for part in out)]  # type: ignore[attr-defined]
    assert set(without(client.get("/health"))) == {*HEADERS, "CSP"}


def test_over_tls_everything_stays_on_tls(client: Client, registry: object, settings: object) -> None:
    from django.core.checks import run_checks

    for name, value in {
        "SECURE_HSTS_SECONDS": 31_536_000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True, "SECURE_HSTS_PRELOAD": True,
        "SECURE_SSL_REDIRECT": True, "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True,
        "SECRET_KEY": "x" * 10 + "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP",
    }.items():  # fmt: skip
        setattr(settings, name, value)
    assert [each.id for each in run_checks(include_deployment_checks=True)] == []
    assert client.get("/login").status_code == 301
    assert "max-age=31536000" in client.get("/login", secure=True)["Strict-Transport-Security"]
