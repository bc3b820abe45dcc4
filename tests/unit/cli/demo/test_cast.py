"""The people's tokens: read from a file, each asked for whom it stands for."""

from pathlib import Path

import jwt
import pytest

from cli.demo.cast import Member, administrator, cast, read_tokens, tokens_json
from cli.failures import Unusable
from tests.unit.cli.demo.small import TEXT, small_file

KEY = "a key of no importance, since nobody checks it"


def token(subject: str) -> str:
    return jwt.encode({"iss": "https://login.example", "sub": subject}, KEY)


def test_a_token_says_under_which_subject_of_which_issuer_its_person_is_known(tmp_path: Path) -> None:
    tokens = {key: token(f"{key}@corp") for key in ("eli", "ana", "bo")}
    found = cast(small_file(tmp_path), tokens)
    assert found["ana"] == Member(token=tokens["ana"], issuer="https://login.example", subject="ana@corp")


def test_whoever_has_no_token_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no token for ana, bo:"):
        cast(small_file(tmp_path), {"eli": token("eli")})


@pytest.mark.parametrize(
    "nonsense", ["", "a.b.c", jwt.encode({"sub": "ana"}, KEY)], ids=["empty", "no token", "no iss"]
)
def test_what_is_no_access_token_is_told_with_its_person(tmp_path: Path, nonsense: str) -> None:
    with pytest.raises(Unusable, match="token of eli is no access token"):
        cast(small_file(tmp_path), {"eli": nonsense, "ana": token("ana"), "bo": token("bo")})


def test_tokens_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    path.write_text(tokens_json({"ana": "x"}), encoding="utf-8")
    assert read_tokens(path) == {"ana": "x"}


@pytest.mark.parametrize("text", ["", "[]", '{"ana": 1}'])
def test_a_file_that_holds_no_tokens_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tokens.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unusable, match="is no JSON object of tokens"):
        read_tokens(path)
    with pytest.raises(Unusable, match="No such file"):
        read_tokens(tmp_path / "nowhere.json")


def test_a_file_without_administrator_cannot_be_played(tmp_path: Path) -> None:
    assert administrator(small_file(tmp_path)) == "eli"
    with pytest.raises(Unusable, match="Nobody in the file is an administrator"):
        administrator(small_file(tmp_path, TEXT.replace("[administrator]", "[auditor]")))
