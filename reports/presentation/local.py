"""The organization's own questions, apart from all that is scored."""

from lhs_portal.lib.wording import mark, say
from reports.presentation.answers import state_in_words, state_of
from reports.presentation.page_local import LocalQuestionsView, LocalQuestionView
from reports.presentation.reading import Json, Reading

NOTE = mark(
    "The organization asked these questions of its own. They are not part of the framework, and "
    "are in no score and in no aggregate."
)


def present_local(reading: Reading) -> LocalQuestionsView | None:
    """None where the organization asked nothing of its own."""
    frozen = reading.frozen.get("local_items")
    if not frozen:
        return None
    return LocalQuestionsView(say(NOTE), tuple(_question(reading, each) for each in frozen))


def _question(reading: Reading, item: Json) -> LocalQuestionView:
    level, subject = item["level"], item["subject"]
    # An item may name what a later version of the framework no longer has.
    known = subject in reading.definition.subject_by_code
    return LocalQuestionView(
        code=item["code"],
        subject=subject if known else "",
        subject_name=reading.named(subject) if known else subject,
        question=item["question"],
        why=item["why"],
        state=state_of(item),
        state_shown=state_in_words(reading, item),
        level=level,
        level_name="" if level is None else reading.level_name(level),
        descriptor=item["descriptors"][level] if level is not None and item["descriptors"] else "",
        reason=item["reason"],
        note="" if reading.leaves_out("notes") else item["note"],
    )
