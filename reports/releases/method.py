"""The method of a release in plain words. Kept with each release as it was."""

METHOD = """\
How the figures of a release are made

A release is computed once, from the signed score cards of organizations that took part in a cycle
and agreed that aggregates may use theirs. It is approved by a second person and never changes. An
error is corrected by a new release that says so.

The organizations chose to take part. They are self-selected and not representative of the field.

A figure is shown of a group only where the group has enough organizations from enough parent
systems, also after any few systems are left out. Tables are shown whole or not at all, and only
where no organization and no small set follows from all that was ever published. Groups are merged
where that is needed; which ones depends on who takes part, never on answers.

Means and quartiles have one decimal; at the ends of the scale they are shown as "or more" and "or
less". Counts are rounded. What is not shown looks the same whatever the reason.
"""
