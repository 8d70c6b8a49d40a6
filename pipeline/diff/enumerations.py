"""Changes of the aliases of enumerations, such as `VatRate`, and of their values."""

from collections.abc import Iterator

from pipeline.api import Enum
from pipeline.diff.changes import Change, Edit
from pipeline.diff.keywords import TITLE, compare_keywords, compare_wording
from pipeline.diff.pairing import ApiPair
from pipeline.diff.subjects import Subject, whole
from pipeline.diff.values import compare_listed


def compare_enumerations(pair: ApiPair) -> Iterator[Change | Edit]:
    """Yield the changes of all aliases, and of the values of aliases that are shared or sent.

    The values of other aliases are reported with the one field that receives them.
    """
    new_names = {name for name in pair.new_names.values() if name in pair.new.enums}
    for old_name, name in pair.new_names.items():
        if name in pair.new.enums and name in pair.old.enums:
            yield from _compare_enumeration(old_name, pair.old.enums[name], pair.new.enums[name], pair)
    for name in pair.old.enums:
        if name not in new_names:
            yield _subject(name, pair).change("alias-removed", "alias removed")
    for name in pair.new.enums:
        if name not in new_names:
            yield whole("alias-added", "new alias", name)


def _subject(name: str, pair: ApiPair) -> Subject:
    return Subject("alias", name, None, is_sent=name in pair.sent_aliases)


def _compare_enumeration(old_name: str, old: Enum, new: Enum, pair: ApiPair) -> Iterator[Change | Edit]:
    subject = _subject(new.name, pair)
    if old_name != new.name:
        text = f"probably renamed to `{new.name}`"
        yield whole("alias-renamed", text, old_name, None, old_name, new.name)
    elif old.module != new.module:
        text = f"the alias is in the module `{new.module}` instead of `{old.module}`"
        yield subject.change("module-changed", text, old.module, new.module)
    yield from compare_wording(subject, old.wording, new.wording, ignored=TITLE)
    yield from compare_keywords(subject, old.keywords, new.keywords)
    if new.name in pair.shared_aliases:
        yield from compare_listed(subject, old.values, new.values)
