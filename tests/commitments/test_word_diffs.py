from django.template import engines


def shown(before: str, after: str) -> str:
    template = engines["django"].from_string("{% load word_diffs %}{% word_diff before after %}")
    return template.render({"before": before, "after": after}).strip()


def test_what_went_and_what_came_are_said_in_words_too() -> None:
    assert shown("Some units use it.", "Most units use it.") == (
        '<del><span class="vh">[removed: </span>Some<span class="vh"> end of removal]</span></del> '
        '<ins><span class="vh">[added: </span>Most<span class="vh"> end of addition]</span></ins>'
        " units use it."
    )


def test_texts_are_escaped() -> None:
    assert shown("<b>", "<b>") == "&lt;b&gt;"


def test_a_word_that_is_only_added_gets_no_space_of_its_own() -> None:
    assert shown("Ends here", "Ends here.").startswith("Ends here<ins>")
