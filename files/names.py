"""What a file is called once it is ours: readable, and nothing but a name."""

import re
import unicodedata

LONGEST_NAME = 120
# Control, format (which turn text around or hide it), surrogate and private characters.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# What some system takes for more than a letter of a name.
_SPECIAL = re.compile(r'[<>:"|?*]+')


def extension_of(name: str) -> str:
    """Return what a cleaned name ends in, in small letters and without its dot; empty without one."""
    base, dot, extension = name.rpartition(".")
    return extension.lower() if dot and base else ""


def clean_name(name: str) -> str:
    """Return the last part of what a browser calls a file, without what cannot be read or misleads."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign) not in _UNSEEN)
    name = " ".join(_SPECIAL.sub("-", name).split()).lstrip(". ").rstrip(". ")
    return name


def with_extension(name: str, extension: str) -> str:
    """Return a name that is not too long and has an extension: its own, or else this one."""
    written = name.rpartition(".")[2] if extension_of(name) else extension
    base = name.removesuffix(f".{written}") or "bestand"
    return f"{base[: LONGEST_NAME - len(written) - 1].rstrip('. ')}.{written}"
