"""The method of a release in plain words. Kept with each release as it was."""

from reports.releases.models import Kind

_OF_A_FIELD = """\
A release is computed once, from the signed score cards of organizations that took part in a cycle
and agreed that aggregates may use theirs. It is approved by a second person and never changes. An
error is corrected by a new release that says so.
"""
_OF_PARTICIPATION = """\
A participation release counts the verified organizations that joined a cycle, whatever they chose
about aggregates. No answer of theirs is read for it. It is computed once, approved by a second
person and never changes. An error is corrected by a new release that says so.
"""
_OF_BOTH = """\
The organizations chose to take part. They are self-selected and not representative of the field.

A figure is shown of a group only where the group has enough organizations from enough parent
systems, also after any few systems are left out. Tables are shown whole or not at all, and only
where no organization and no small set follows from all that was ever published. Groups are merged
where that is needed; which ones depends on who takes part, never on answers.
"""
_SHOWN = "Counts are rounded. What is not shown looks the same whatever the reason.\n"
_MEANS = """\
Means and quartiles have one decimal; at the ends of the scale they are shown as "or more" and "or
less". """


def method_of(kind: str) -> str:
    """A title, and paragraphs parted by empty lines."""
    begins = _OF_PARTICIPATION if kind == Kind.PARTICIPATION else _OF_A_FIELD
    ends = _SHOWN if kind == Kind.PARTICIPATION else _MEANS + _SHOWN
    return "\n".join(("How the figures of a release are made\n", begins, _OF_BOTH, ends))
