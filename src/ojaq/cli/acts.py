"""What each command asks permission for, on one page: the acts of `registry/access/policy.py`, asked by the services it calls.

A command that is not here fails a test. One without an act says why it needs none.
"""

from __future__ import annotations

from ojaq.registry.access.policy import Act

COMMANDS: dict[str, tuple[Act, ...] | str] = {
    "demo": (Act.FOUND_REGISTRY, Act.MANAGE_OFFICES, Act.MANAGE_ACCOUNTS, Act.IMPORT, Act.RESOLVE),
    "init": (Act.FOUND_REGISTRY, Act.MANAGE_OFFICES, Act.MANAGE_ACCOUNTS, Act.KEEP_PLACES),
    "serve": "whoever acts logs in at a page; what a page asks stands in web/urls.py and api/urls.py",
    "import": (Act.IMPORT, Act.REGISTER, Act.KEEP_PLACES, Act.TAKE_BACK_IMPORT),
    "export": (Act.EXPORT,),
    "withdraw": (Act.WITHDRAW,),
    "resolve": (Act.RESOLVE,),
    "find": (Act.ASK_COUNTER,),
    "match": "files that belong to no registry",
    "names": "two written names, and no registry",
    "places": (Act.LOOK_UP_PLACE,),
    "heirs": (Act.OPEN_PERSON,),
    "kin": (Act.OPEN_PERSON,),
    "simulate": "makes fictional testimonies out of a genealogy, and no registry",
    "score": "compares two files, and no registry",
    "user add": (Act.MANAGE_ACCOUNTS,),
    "user list": (Act.MANAGE_ACCOUNTS,),
    "user disable": (Act.MANAGE_ACCOUNTS,),
    "user role": (Act.MANAGE_ACCOUNTS,),
    "user password": (Act.MANAGE_ACCOUNTS,),
    "token add": (Act.MANAGE_ACCOUNTS,),
    "token list": (Act.MANAGE_ACCOUNTS,),
    "token revoke": (Act.MANAGE_ACCOUNTS,),
    "webhook set": (Act.SET_WEBHOOK,),
    "webhook list": (Act.SET_WEBHOOK,),
    "webhook wake": (Act.SET_WEBHOOK,),
    "webhook remove": (Act.SET_WEBHOOK,),
    "office add": (Act.MANAGE_OFFICES,),
    "office list": "codes and names of offices are no secret to whoever may act",
    "keys status": "shows no secret, and opens nothing",
    "keys passphrase": (Act.KEEP_KEYS,),
    "keys add": (Act.KEEP_KEYS,),
    "keys recover": (Act.KEEP_KEYS,),
    "keys remove": (Act.KEEP_KEYS,),
    "keys rotate": (Act.KEEP_KEYS,),
    "keys recovery add": (Act.KEEP_KEYS,),
    "verify": (Act.CHECK_REGISTRY,),
    "backup": (Act.BACK_UP,),
    "upgrade": (Act.UPGRADE,),
    "restore": (Act.BACK_UP, Act.WITHDRAW),
    "go-live": (Act.GO_LIVE,),
    "protect": (Act.PROTECT_PERSON, Act.LIFT_PROTECTION),
    "doctor": (Act.CHECK_REGISTRY,),
}
