"""Asking an endpoint that is slow, busy, broken or dear: what is tried again, what is given up, what it may cost."""

import datetime as dt
import email.utils
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from coopdata.llm import client as asking
from coopdata.llm.budget import Budget
from coopdata.llm.client import Client
from coopdata.llm.failures import NotAskedError, UnansweredError, UnusableError
from coopdata.llm.settings import Settings
from tests.llm.endpoint import Reply, serving

BODY = {"model": "m", "messages": []}
BUSY = Reply("too many", status=429)


def settings(base_url: str, **changes: Any) -> Settings:
    return Settings(
        base_url, "m", cache=Path("unused"), **{"timeout": 5.0, "parameters": {"max_tokens": 100}, **changes}
    )


def ask(base_url: str, pauses: list[float] | None = None, **changes: Any) -> str:
    with Client(settings(base_url, **changes), sleep=(pauses if pauses is not None else []).append) as client:
        return client.ask(BODY)


def test_the_answer_is_what_the_model_wrote() -> None:
    with serving(Reply("yes")) as endpoint:
        assert ask(endpoint.base_url) == "yes"
        assert endpoint.asked == [BODY]
        assert endpoint.paths == ["/v1/chat/completions"]


@pytest.mark.parametrize(("key", "sent"), [("secret", "Bearer secret"), (None, None)])
def test_the_key_is_sent_as_a_bearer_token_if_there_is_one(key: str | None, sent: str | None) -> None:
    with serving(Reply("yes")) as endpoint:
        ask(endpoint.base_url, api_key=key)
        assert endpoint.keys == [sent]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_after_longer_and_longer_pauses(status: int) -> None:
    pauses: list[float] = []
    with serving(Reply(status=status), Reply(status=status), Reply("yes")) as endpoint:
        assert ask(endpoint.base_url, pauses) == "yes"
    assert pauses == [1.0, 2.0]


def test_after_the_last_attempt_the_failure_is_told_with_the_endpoints_word() -> None:
    pauses: list[float] = []
    with serving(BUSY) as endpoint, pytest.raises(UnansweredError, match=r"status 429 \(too many\), after 3 attempts"):
        ask(endpoint.base_url, pauses, retries=2)
    assert (len(endpoint.asked), pauses) == (3, [1.0, 2.0])


def test_retry_after_in_seconds_is_honoured() -> None:
    pauses: list[float] = []
    with serving(Reply(status=429, headers={"Retry-After": "7"}), Reply("yes")) as endpoint:
        ask(endpoint.base_url, pauses)
    assert pauses == [7.0]


def test_retry_after_as_a_date_is_honoured() -> None:
    pauses: list[float] = []
    until = email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30), usegmt=True)
    with serving(Reply(status=429, headers={"Retry-After": until}), Reply("yes")) as endpoint:
        ask(endpoint.base_url, pauses)
    assert 20 < pauses[0] <= 30


@pytest.mark.parametrize(("written", "pause"), [("soon", 1.0), ("-3", 1.0), ("Wed, 01 Jan 2020 00:00:00 GMT", 0.0)])
def test_a_retry_after_that_says_nothing_or_is_past_delays_nothing(written: str, pause: float) -> None:
    pauses: list[float] = []
    with serving(Reply(status=429, headers={"Retry-After": written}), Reply("yes")) as endpoint:
        ask(endpoint.base_url, pauses)
    assert pauses == [pause]


def test_an_endpoint_that_asks_for_a_long_pause_is_not_waited_for() -> None:
    pauses: list[float] = []
    with (
        serving(Reply(status=429, headers={"Retry-After": "3600"})) as endpoint,
        pytest.raises(UnansweredError, match="asks to wait 3600 seconds"),
    ):
        ask(endpoint.base_url, pauses)
    assert (len(endpoint.asked), pauses) == (1, [])


def test_a_slow_endpoint_is_given_up_after_the_timeout() -> None:
    begun = time.monotonic()
    with serving(Reply("yes", pause=20)) as endpoint, pytest.raises(UnansweredError, match=r"within 0\.2 seconds"):
        ask(endpoint.base_url, timeout=0.2, retries=1)
    assert time.monotonic() - begun < 5


def test_an_endpoint_that_answers_in_drops_is_given_up_after_the_timeout() -> None:
    begun = time.monotonic()
    with (
        serving(Reply("yes" * 400, in_drops=True)) as endpoint,
        pytest.raises(UnansweredError, match=r"within 0\.3 seconds"),
    ):
        ask(endpoint.base_url, timeout=0.3, retries=0)
    assert time.monotonic() - begun < 5


def test_an_endpoint_that_is_not_there_is_told_of() -> None:
    with serving(Reply("yes")) as endpoint:
        gone = endpoint.base_url
    with pytest.raises(UnansweredError, match="could not be asked"):
        ask(gone, retries=0)


@pytest.mark.parametrize("status", [301, 400, 422])
def test_a_request_that_is_refused_is_not_repeated(status: int) -> None:
    with (
        serving(Reply("bad schema", status=status, headers={"Location": "/elsewhere"})) as endpoint,
        pytest.raises(UnansweredError, match=rf"status {status} \(bad schema\)"),
    ):
        ask(endpoint.base_url)
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_wrong_key_or_model_ends_asking_for_the_whole_run(status: int) -> None:
    with serving(Reply("wrong", status=status)) as endpoint, Client(settings(endpoint.base_url)) as client:
        for _ in range(3):
            with pytest.raises(UnansweredError, match=f"status {status}.*COOPDATA_LLM_API_KEY"):
                client.ask(BODY)
        assert len(endpoint.asked) == 1


def test_a_dead_endpoint_is_asked_for_three_texts_only() -> None:
    with serving(BUSY) as endpoint, Client(settings(endpoint.base_url, retries=0)) as client:
        for _ in range(5):
            with pytest.raises(UnansweredError):
                client.ask(BODY)
        with pytest.raises(UnansweredError, match="3 texts in a row had no answer"):
            client.ask(BODY)
        assert len(endpoint.asked) == asking.GIVE_UP_AFTER


def test_an_answer_between_failures_keeps_the_run_going() -> None:
    replies = [BUSY, BUSY, Reply("yes"), BUSY, BUSY, Reply("yes")]
    with serving(*replies) as endpoint, Client(settings(endpoint.base_url, retries=0)) as client:
        answers = []
        for _ in replies:
            try:
                answers.append(client.ask(BODY))
            except UnansweredError:
                answers.append("")
    assert answers == ["", "", "yes", "", "", "yes"]


def test_an_answer_of_no_use_is_an_answer_and_keeps_the_run_going() -> None:
    replies = [BUSY, BUSY, Reply(raw=b"[]"), BUSY, Reply("yes")]
    failures = (UnansweredError, UnansweredError, UnusableError, UnansweredError)
    with serving(*replies) as endpoint, Client(settings(endpoint.base_url, retries=0)) as client:
        for failure in failures:
            with pytest.raises(failure):
                client.ask(BODY)
        assert client.ask(BODY) == "yes"


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(raw=b"<html>busy</html>"), "no chat completion"),
        (Reply(raw=b"[]"), "no chat completion"),
        (Reply(raw=b'{"choices": []}'), "no chat completion"),
        (Reply(raw=b'{"choices": [{"message": null}]}'), "no chat completion"),
        (Reply(raw=b"[" * 200_000), "no chat completion"),
        (Reply(None), "gave no answer"),
        (Reply(""), "gave no answer"),
        (Reply('{"agreem', finish="length"), "cut off"),
        (Reply(raw=b" " * 4_000_001), "more than 4000000 bytes"),
    ],
)
def test_a_reply_that_is_no_whole_answer_is_not_used(reply: Reply, told: str) -> None:
    with serving(reply) as endpoint, pytest.raises(UnusableError, match=told):
        ask(endpoint.base_url)
    assert len(endpoint.asked) == 1


def test_every_attempt_counts_against_the_requests_of_the_run() -> None:
    with serving(BUSY) as endpoint, pytest.raises(NotAskedError, match="budget of 2 requests is spent"):
        ask(endpoint.base_url, retries=5, max_requests=2)
    assert len(endpoint.asked) == 2


def test_tokens_are_counted_as_the_endpoint_counts_them() -> None:
    with serving(Reply("yes", tokens=400)) as endpoint, Client(settings(endpoint.base_url, max_tokens=1000)) as client:
        client.ask(BODY)
        client.ask(BODY)
        assert client.budget.tokens == 800
        client.ask(BODY)
        with pytest.raises(NotAskedError, match="budget of 1000 tokens leaves too few"):
            client.ask(BODY)
        assert len(endpoint.asked) == 3


def test_where_the_endpoint_counts_nothing_the_estimate_counts() -> None:
    with serving(Reply("yes", tokens=None)) as endpoint, Client(settings(endpoint.base_url, max_tokens=250)) as client:
        client.ask(BODY)
        assert client.budget.tokens > 100
        client.ask(BODY)
        with pytest.raises(NotAskedError):
            client.ask(BODY)


def test_tokens_are_set_aside_before_the_answer_so_that_threads_do_not_overspend() -> None:
    budget = Budget(settings("http://unused", max_tokens=250))
    taken = budget.take(BODY)
    budget.take(BODY)
    with pytest.raises(NotAskedError):
        budget.take(BODY)
    budget.settle(taken, 0)
    budget.take(BODY)
    assert budget.requests == 3


def test_the_budget_holds_across_threads() -> None:
    budget = Budget(settings("http://unused", max_requests=50))
    refused: list[NotAskedError] = []

    def spend() -> None:
        for _ in range(30):
            try:
                budget.take(BODY)
            except NotAskedError as error:
                refused.append(error)

    threads = [threading.Thread(target=spend) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (budget.requests, len(refused)) == (50, 70)


def test_what_an_endpoint_writes_cannot_command_the_terminal() -> None:
    with serving(Reply("\x1b[2J\nall is well", status=400)) as endpoint, pytest.raises(UnansweredError) as caught:
        ask(endpoint.base_url)
    assert "(\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "all is well" in str(caught.value)
