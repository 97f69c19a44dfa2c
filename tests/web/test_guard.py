"""Nobody but the page itself is answered: no other host, no other site, nobody without token."""

import pytest
from fastapi.testclient import TestClient

from .conftest import ADDRESS, PORT, TOKEN

PATHS = ("/", "/static/main.js", "/options", "/rules/vague-date", "/nothing")
POSTS = ("/check", "/text", "/annotated", "/report", "/facts")


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_nothing_is_given(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 403
    assert answer.text == "网址不全或已经失效，请用 shengao app 启动时显示的网址打开。"


@pytest.mark.parametrize("path", POSTS)
def test_without_the_token_nothing_is_judged(stranger: TestClient, path: str) -> None:
    answer = stranger.post(path, content="近日搞了活动。", headers={"Origin": ADDRESS})
    assert answer.status_code == 403


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", "令牌", TOKEN.upper()])
def test_another_token_is_none(stranger: TestClient, token: str) -> None:
    answer = stranger.get("/", params={"token": token})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_token_counts_in_the_address_of_the_page_alone(stranger: TestClient) -> None:
    assert stranger.get(f"/options?token={TOKEN}").status_code == 403
    posted = stranger.post(f"/check?token={TOKEN}", content="稿", headers={"Origin": ADDRESS})
    assert posted.status_code == 403


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_gets(
    stranger: TestClient,
) -> None:
    answer = stranger.get(f"/?token={TOKEN}")
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert cookie == f"shengao-{PORT}={TOKEN}; Path=/; HttpOnly; SameSite=Strict"
    again = stranger.get("/")
    assert again.status_code == 200
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"127.0.0.1.evil:{PORT}",
     f"0.0.0.0:{PORT}", f"[::1]:{PORT}", ""],
)  # fmt: skip
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    for answer in (
        client.get("/options", headers={"Host": host}),
        client.get(f"/?token={TOKEN}", headers={"Host": host}),
        client.post("/check", content="稿", headers={"Host": host, "Origin": f"http://{host}"}),
    ):
        assert answer.status_code == 421
        assert answer.text == "审稿只在本机使用，请用启动时显示的网址打开。"


def test_the_other_name_of_this_machine_will_do(stranger: TestClient) -> None:
    host = f"localhost:{PORT}"
    assert stranger.get(f"/?token={TOKEN}", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", f"https://127.0.0.1:{PORT}", f"http://127.0.0.1:{PORT + 1}",
     f"http://localhost:{PORT}", ""],
)  # fmt: skip
def test_other_origins_are_refused(client: TestClient, origin: str) -> None:
    for answer in (
        client.get("/options", headers={"Origin": origin}),
        client.post("/check", content="稿", headers={"Origin": origin}),
    ):
        assert answer.status_code == 403
        assert answer.text == "审稿不接受别的网页发来的请求。"


def test_a_post_names_its_origin(client: TestClient) -> None:
    del client.headers["Origin"]
    assert client.get("/options").status_code == 200
    assert client.post("/check", content="稿").status_code == 403


@pytest.mark.parametrize("path", [f"/?token={TOKEN}", "/static/main.js", "/options", "/nothing"])
def test_nothing_from_elsewhere_may_be_loaded_or_kept(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert {"script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"} <= set(policy)
    assert not any("unsafe" in rule or "http" in rule or "*" in rule for rule in policy)
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_refusals_carry_the_same_headers(stranger: TestClient) -> None:
    assert "content-security-policy" in stranger.get("/").headers
