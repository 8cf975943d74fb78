import re

from commitments.definition import Definition, Translated
from commitments.through_line import NARROW, WIDE, build_matrix, build_picture
from commitments.translating.texts import spoken_definition
from tests.frameworks import make_definition


def test_picture_draws_each_link_once_between_its_nodes() -> None:
    definition = make_definition()
    picture = build_picture(definition, WIDE)
    heights = {node.commitment.code: node.y for node in picture.commitments}
    drawn = {}
    for group in picture.groups:
        for node in group.nodes:
            for line in node.lines:
                start, *_, end = re.findall(r"(\d+) (\d+)", line.path)
                assert start == (str(WIDE.left), str(node.y))
                assert end == (str(WIDE.right), str(heights[line.commitment]))
                drawn[node.feature.code, line.commitment] = 2 if line.primary else 1
    assert drawn == {(x.feature, x.commitment): x.strength for x in definition.through_line}


def test_picture_keeps_everything_inside(real_definition: Definition) -> None:
    for layout in (WIDE, NARROW):
        picture = build_picture(real_definition, layout)
        heights = [node.y for group in picture.groups for node in group.nodes]
        heights += [node.y for node in picture.commitments]
        assert min(heights) >= layout.top
        assert max(heights) + 10 <= picture.height
        assert len(set(heights[:12])) == 12
        assert layout.left < layout.right < layout.width


def test_picture_draws_primary_lines_last_so_that_they_lie_on_top() -> None:
    picture = build_picture(make_definition(), WIDE)
    for group in picture.groups:
        for node in group.nodes:
            strengths = [line.primary for line in node.lines]
            assert strengths == sorted(strengths)


def test_matrix_has_a_cell_for_each_pair() -> None:
    rows = build_matrix(make_definition())
    assert [row.feature.code for row in rows] == ["S1", "S2", "F1", "F2"]
    assert [strength for _, strength in rows[0].strengths] == [2, 1, 0]


def test_matrix_of_one_pillar_has_its_features_alone() -> None:
    rows = build_matrix(make_definition(), "informatics")
    assert [row.feature.code for row in rows] == ["F1", "F2"]


def test_name_that_has_no_room_is_cut_at_a_word() -> None:
    texts = {
        "features/S1/title": "Generación de evidencia a partir de la atención de rutina",
        "commitments/engaged/name": "Comprometida con las personas",
        "commitments/safe/name": "Lopadotemachoselachogaleo",
    }
    spoken = spoken_definition(make_definition(), Translated("es", "draft", 1, ""), texts)
    picture = build_picture(spoken, WIDE)
    assert picture.groups[0].nodes[0].label == "Generación de evidencia a partir de la…"
    assert picture.groups[0].nodes[1].label == "Feature S2"
    labels = [node.label for node in picture.commitments]
    assert labels == ["Comprometida…", "Lopadotemacho…", "Effective"]
