"""What the environment must say before a model is asked."""

from pathlib import Path

import pytest

from coopdata.llm.settings import Settings, SettingsError, from_environment

NEEDED = {"COOPDATA_LLM_BASE_URL": "http://localhost:8000/v1/", "COOPDATA_LLM_MODEL": "small-model"}


def test_two_variables_are_enough_and_the_rest_has_defaults() -> None:
    assert from_environment(NEEDED) == Settings("http://localhost:8000/v1", "small-model")


def test_every_variable_counts() -> None:
    given = from_environment(
        NEEDED
        | {
            "COOPDATA_LLM_API_KEY": "secret",
            "COOPDATA_LLM_TIMEOUT": "2.5",
            "COOPDATA_LLM_RETRIES": "0",
            "COOPDATA_LLM_MAX_REQUESTS": "7",
            "COOPDATA_LLM_MAX_TOKENS": "8",
            "COOPDATA_LLM_CONCURRENCY": "9",
            "COOPDATA_LLM_MAX_CHARACTERS": "10",
            "COOPDATA_LLM_CACHE": "answers",
            "COOPDATA_LLM_PARAMETERS": '{"temperature": null, "max_tokens": null, "max_completion_tokens": 500}',
        }
    )
    assert given == Settings(
        "http://localhost:8000/v1", "small-model", "secret", 2.5, 0, 7, 8, 9, 10, Path("answers"),
        {"max_completion_tokens": 500},
    )  # fmt: skip
    assert given.answer_limit == 500


def test_a_key_that_is_none_is_not_repeated_in_the_message() -> None:
    with pytest.raises(SettingsError) as caught:
        from_environment(NEEDED | {"COOPDATA_LLM_API_KEY": "sk-ключ"})
    assert "sk-" not in str(caught.value)


def test_the_key_is_in_no_text_made_of_the_settings() -> None:
    assert "secret" not in repr(from_environment(NEEDED | {"COOPDATA_LLM_API_KEY": "secret"}))


@pytest.mark.parametrize("name", sorted(NEEDED))
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_variable_is_named(name: str, value: str | None) -> None:
    environment = {key: given for key, given in NEEDED.items() if key != name} | ({name: value} if value else {})
    with pytest.raises(SettingsError, match=f"{name} not set"):
        from_environment(environment)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "localhost:8000"),
        ("BASE_URL", "ftp://localhost/v1"),
        ("BASE_URL", "https://host/v1?key=1"),
        ("BASE_URL", "https://me:secret@host/v1"),
        ("BASE_URL", "http://[::1/v1"),
        ("BASE_URL", "http://host:port/v1"),
        ("BASE_URL", "http://host:99999/v1"),
        ("BASE_URL", "http://ho st/v1"),
        ("API_KEY", "sk-é"),
        ("API_KEY", "sk 1"),
        ("TIMEOUT", "0"),
        ("TIMEOUT", "inf"),
        ("TIMEOUT", "nan"),
        ("TIMEOUT", "soon"),
        ("RETRIES", "-1"),
        ("MAX_REQUESTS", "0"),
        ("MAX_TOKENS", "1e6"),
        ("CONCURRENCY", "²"),
        ("PARAMETERS", "[]"),
        ("PARAMETERS", "{"),
        ("PARAMETERS", '{"messages": []}'),
    ],
)
def test_a_value_that_cannot_be_meant_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"COOPDATA_LLM_{name}"):
        from_environment(NEEDED | {f"COOPDATA_LLM_{name}": value})


def test_a_key_goes_unencrypted_to_this_machine_only() -> None:
    key = {"COOPDATA_LLM_API_KEY": "secret"}
    with pytest.raises(SettingsError, match="unencrypted to host"):
        from_environment(NEEDED | key | {"COOPDATA_LLM_BASE_URL": "http://host/v1"})
    assert from_environment(NEEDED | key).api_key == "secret"
    assert from_environment(NEEDED | key | {"COOPDATA_LLM_BASE_URL": "https://host/v1"}).api_key == "secret"
