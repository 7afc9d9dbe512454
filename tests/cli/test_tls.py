"""An office's own authority: a browser that trusts it is content, one that does not refuses, and no key lies open."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from pathlib import Path

import pytest
from cryptography import x509

from ojaq.cli import tls
from ojaq.cli.tls import Certificate, certificate_for


@pytest.fixture
def made(tmp_path: Path) -> Certificate:
    return certificate_for(home=tmp_path, host="register.example.org", secret="the registry's own")


def shaken(made: Certificate, trusting: ssl.SSLContext, name: str) -> str:
    """The version of TLS that both agree upon, over a loopback socket. Raises what the browser's side raises."""
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(made.certificate, made.key, made.password)
    ours, theirs = socket.socketpair()

    def serve() -> None:
        try:
            served.wrap_socket(ours, server_side=True).close()
        except (ssl.SSLError, OSError):
            ours.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        theirs.settimeout(20)
        with trusting.wrap_socket(theirs, server_hostname=name) as held:
            return str(held.version())
    finally:
        theirs.close()
        thread.join(timeout=20)


@pytest.mark.parametrize("name", ["register.example.org", "localhost", "127.0.0.1"])
def test_a_browser_that_knows_the_authority_is_content(made: Certificate, name: str) -> None:
    trusting = ssl.create_default_context(cafile=str(made.authority))
    assert shaken(made, trusting, name) == "TLSv1.3"


def test_one_that_does_not_know_it_refuses(made: Certificate) -> None:
    """The control: the same server, a browser that was told nothing; and a name that the certificate does not bear."""
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(made, ssl.create_default_context(), "localhost")
    trusting = ssl.create_default_context(cafile=str(made.authority))
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(made, trusting, "elsewhere.example.org")


def test_no_key_lies_open(made: Certificate) -> None:
    for path in made.key.parent.iterdir():
        assert path.stat().st_mode & 0o077 == 0
        assert (b"PRIVATE KEY" in path.read_bytes()) == (b"ENCRYPTED PRIVATE KEY" in path.read_bytes())
    with pytest.raises(ssl.SSLError):
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            made.certificate, made.key, "another password"
        )


def test_it_is_made_once_and_anew_when_it_must_be(
    made: Certificate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def again(host: str = "register.example.org") -> tuple[bytes, str]:
        told = certificate_for(home=tmp_path, host=host, secret="the registry's own")
        return told.certificate.read_bytes(), told.fingerprint

    first = again()
    assert again() == first
    other, fingerprint = again("another.example.org")
    assert other != first[0]
    assert fingerprint == first[1]
    monkeypatch.setattr(tls, "ANEW_BEFORE", dt.timedelta(days=400))
    assert again("another.example.org")[0] != other


def test_the_server_signs_nothing(made: Certificate) -> None:
    found = x509.load_pem_x509_certificate(made.certificate.read_bytes())
    assert not found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not found.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
