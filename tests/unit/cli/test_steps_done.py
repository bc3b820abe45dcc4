"""Steps of a file that give a mutation of the API: what does not fit its schema is told by place."""

from pathlib import Path

import pytest

from cli.engagement_file import BadEngagementFile, read
from tests.unit.cli.test_engagement_file import SMALL

DONE = """\
  - on: 2026-09-01
    by: ana
    do: registerDataSource
    with: {name: Claims, description: All of them, owner: $person/bo}
    makes: source/claims
  - {on: 2026-09-02, by: bo, do: classifyData, with: {sourceId: $source/claims, dataClass: public, personalData: false}}
"""


@pytest.mark.parametrize(
    ("written", "instead", "mistake"),
    [
        ("do: classifyData", "do: clasifyData", "there is no mutation clasifyData; classifyData, perhaps?"),
        ("$person/bo", "$person/zed", "there is no person zed"),
        (
            "$source/claims",
            "$source/claim",
            "there is no earlier step that makes source/claim; source/claims, perhaps?",
        ),
        ("dataClass: public", "dataClass: secret", "with.dataClass: this is not one of"),
        ("personalData: false", "personalData: no", "with.personalData: this is not a value of Boolean"),
        ("personalData: false", "personal: false", "with.personal: ClassifyDataInput has no such field; it has"),
        (", personalData: false", "", "with: ClassifyDataInput also takes personalData"),
        ("personalData: false", "personalData: [false]", "with.personalData: this is not a value of Boolean"),
    ],
)
def test_a_mutation_takes_what_the_schema_of_the_api_says(
    tmp_path: Path, written: str, instead: str, mistake: str
) -> None:
    path = tmp_path / "engagement.yaml"
    path.write_text(SMALL + DONE, "utf-8")
    assert len(read(path).progress) == 4
    path.write_text(SMALL + DONE.replace(written, instead), "utf-8")
    with pytest.raises(BadEngagementFile) as caught:
        read(path)
    assert mistake in str(caught.value)
