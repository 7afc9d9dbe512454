"""A certificate for `ojaq serve --tls` where no public authority reaches: an office's own authority, kept in its folder.

Browsers of the office are told once to trust `tls/authority.pem`. Its key and the server's are closed with a password that is
derived from the registry's keys, so they serve nobody who copied the folder. The server's certificate is made anew by itself.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_FOR = dt.timedelta(days=3650)
SERVER_FOR = dt.timedelta(days=397)
"""Browsers refuse a longer one."""

ANEW_BEFORE = dt.timedelta(days=30)
_NO_NAMES = {"0.0.0.0", "::"}  # noqa: S104 - what is listened on is no name to be asked by
_BACK = dt.timedelta(days=1)
"""The clocks of an office disagree."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the server is started with, and the authority that browsers must know, with its fingerprint (SHA-256)."""

    certificate: Path
    key: Path
    password: str
    authority: Path
    fingerprint: str


def certificate_for(*, home: Path, host: str, secret: str) -> Certificate:
    """The certificate of the registry in `home` for browsers that ask for `host`; made when there is none that holds.

    `secret` is one of the registry's keys: the passwords of the key files are derived from it.
    """
    folder = home / "tls"
    folder.mkdir(mode=0o700, exist_ok=True)
    password = _derived(secret)
    authority, signing = _authority(folder, password)
    known = {host.strip("[]"), socket.gethostname(), "localhost", "127.0.0.1", "::1"}
    names = sorted(known - _NO_NAMES)
    served, key = folder / "server.pem", folder / "server.key"
    if not _holds(served, names, authority):
        _make_server(served, key, names, authority, signing, password)
    return Certificate(
        certificate=served,
        key=key,
        password=password.decode(),
        authority=folder / "authority.pem",
        fingerprint=authority.fingerprint(hashes.SHA256()).hex(":").upper(),
    )


@contextmanager
def opened_key(made: Certificate) -> Iterator[Path]:
    """The server's key as the server reads it, in memory where the machine has files that are (/dev/shm); gone afterwards."""
    key = serialization.load_pem_private_key(made.key.read_bytes(), made.password.encode())
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    where = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - that is what is wished here
    with tempfile.TemporaryDirectory(prefix="ojaq-", dir=where) as folder:
        path = Path(folder) / "server.key"
        _write(path, plain)
        yield path


def _authority(folder: Path, password: bytes) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    public, private = folder / "authority.pem", folder / "authority.key"
    if public.exists() and private.exists():
        signing = serialization.load_pem_private_key(private.read_bytes(), password)
        assert isinstance(signing, ec.EllipticCurvePrivateKey)
        return x509.load_pem_x509_certificate(public.read_bytes()), signing
    signing = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ojaq, this office's own authority")])
    made = (
        _begun(name, name, signing.public_key(), AUTHORITY_FOR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .sign(signing, hashes.SHA256())
    )
    _write(private, _closed(signing, password))
    _write(public, made.public_bytes(serialization.Encoding.PEM))
    return made, signing


def _make_server(
    public: Path,
    private: Path,
    names: list[str],
    authority: x509.Certificate,
    signing: ec.EllipticCurvePrivateKey,
    password: bytes,
) -> None:
    own = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ojaq")])
    made = (
        _begun(name, authority.subject, own.public_key(), SERVER_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_named(each) for each in names]), critical=False)
        .sign(signing, hashes.SHA256())
    )
    _write(private, _closed(own, password))
    _write(public, made.public_bytes(serialization.Encoding.PEM))


def _begun(
    name: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    span: dt.timedelta,
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACK)
        .not_valid_after(now + span)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _holds(public: Path, names: list[str], authority: x509.Certificate) -> bool:
    """Whether the certificate that is there was signed by this authority, bears these names, and lasts for a while yet."""
    if not public.exists():
        return False
    found = x509.load_pem_x509_certificate(public.read_bytes())
    borne = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    told = sorted(
        [*borne.get_values_for_type(x509.DNSName), *map(str, borne.get_values_for_type(x509.IPAddress))]
    )
    lasts = found.not_valid_after_utc - dt.datetime.now(dt.UTC) > ANEW_BEFORE
    return lasts and told == names and found.issuer == authority.subject


def _named(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _closed(key: ec.EllipticCurvePrivateKey, password: bytes) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password),
    )


def _derived(secret: str) -> bytes:
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"ojaq tls 1").derive(secret.encode())
    return key.hex().encode()


def _write(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    beside.replace(path)
