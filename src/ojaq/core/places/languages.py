"""Codes of languages: gazetteers use three letters (ISO 639-3), people and tables of sounds mostly two (639-1)."""

from __future__ import annotations

_TWO = {
    "abk": "ab", "ara": "ar", "arz": "ar", "ava": "av", "aze": "az", "azj": "az", "bel": "be", "bos": "bs",
    "bul": "bg", "ces": "cs", "che": "ce", "deu": "de", "ell": "el", "eng": "en", "est": "et", "fas": "fa",
    "fra": "fr", "heb": "he", "hrv": "hr", "hun": "hu", "hye": "hy", "hyw": "hy", "ita": "it", "kat": "ka",
    "kaz": "kk", "kir": "ky", "kmr": "ku", "kur": "ku", "lav": "lv", "lit": "lt", "mkd": "mk", "nld": "nl",
    "oss": "os", "pes": "fa", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "slk": "sk", "slv": "sl",
    "spa": "es", "sqi": "sq", "srp": "sr", "tat": "tt", "tgk": "tg", "tuk": "tk", "tur": "tr", "ukr": "uk",
    "urd": "ur", "uzb": "uz",
}  # fmt: skip


def short_code(language: str) -> str:
    """The two-letter code of a language where there is one, else what was given; "az-Cyrl" and "aze" are both "az"."""
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return _TWO.get(code, code)
