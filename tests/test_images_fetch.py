"""Pictures are asked for politely, and no host gets more out of it than one answer."""

from __future__ import annotations

import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from annotated_reader.images import exchange
from annotated_reader.images.addresses import settle
from annotated_reader.images.exchange import AGENT, Bounds, ask
from annotated_reader.images.fetch import TRIES, Way, fetch
from annotated_reader.images.fetching import STRIKES, Pace, fetch_all
from annotated_reader.images.values import (
    Address,
    FetchError,
    LastingError,
    PassingError,
    RefusedError,
    UnreachableError,
)
from tests.picture_host import GOOD, HERE, SAMPLES, WAY, Host, hosting, only_here, png

QUICK = Pace(workers=6, lanes=2, rest=0.0)


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with hosting() as running:
        yield running


def get(host: Host, path: str, way: Way = WAY) -> bytes:
    return fetch(settle(f"{host.address}/{path}"), way)


def error_of(host: Host, path: str, way: Way = WAY) -> FetchError:
    with pytest.raises(FetchError) as error:
        get(host, path, way)
    return error.value


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("good/1", png(40, 30, "/good/1")),
        ("chunked/1", GOOD),
        ("packed/1", GOOD),
        ("sample/turned.jpg", (SAMPLES / "turned.jpg").read_bytes()),
        ("to/" + quote("/good/2", safe=""), png(40, 30, "/good/2")),
        ("fails-once/1", png(40, 30, "/fails-once/1")),
    ],
)
def test_a_picture_comes_as_it_stands_there(host: Host, path: str, content: bytes) -> None:
    assert get(host, path) == content


def test_a_request_says_who_asks_and_nothing_of_who_reads(host: Host) -> None:
    host.heads.clear()
    get(host, "good/polite?q=%E7%81%AF")
    (head,) = host.heads
    lines = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    assert head.startswith("GET /good/polite?q=%E7%81%AF HTTP/1.1\r\n")
    assert lines["User-Agent"] == AGENT
    assert lines["Host"] == host.address.removeprefix("http://")
    assert set(lines) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    ("path", "kind", "fact", "asked"),
    [
        ("missing/1", LastingError, "is not given (404)", 1),
        ("endless/1", LastingError, "larger than 50,000 bytes", 1),
        ("endless-head/1", PassingError, "broke off", TRIES),
        ("lies-long/1", LastingError, "larger than 50,000 bytes", 1),
        ("bomb/1", LastingError, "larger than 50,000 bytes", 1),
        ("chunk-minus-one/1", LastingError, "larger than 50,000 bytes", 1),
        ("cut/1", PassingError, "broke off 7 bytes before its end", TRIES),
        ("cut-chunk/1", PassingError, "broke off", TRIES),
        ("packed-half/1", PassingError, "broke off inside its packing", TRIES),
        ("nonsense/1", PassingError, "broke off", TRIES),
        ("resets/1", PassingError, "broke off", TRIES),
        ("error/1", PassingError, "is not given now (500)", TRIES),
        ("busy/1", PassingError, "is not given now (429)", 1),
    ],
)
def test_a_bad_answer_is_told_and_asked_for_again_only_where_that_may_help(
    host: Host, path: str, kind: type[FetchError], fact: str, asked: int
) -> None:
    host.heads.clear()
    error = error_of(host, path)
    assert type(error) is kind
    assert fact in error.fact
    assert host.asked == [f"/{path}"] * asked


@pytest.mark.parametrize("path", ["drip/1", "drip-head/1", "silent/1"])
def test_no_host_keeps_us_longer_than_the_bound(host: Host, path: str) -> None:
    way = replace(WAY, bounds=Bounds(size=50_000, seconds=0.6, silence=0.3))
    before = time.monotonic()
    with pytest.raises(PassingError, match="took too long"):
        ask(settle(f"{host.address}/{path}"), way.allows, way.bounds)
    assert time.monotonic() - before < 2.5


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:8000/1.png",
        "http://[::1]:8000/1.png",
        "http://[::ffff:127.0.0.2]:8000/1.png",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706434/",
        "http://0x7f.2/",
        "http://localhost:8000/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/1.png",
        "http://me:pw@127.0.0.1:8000/1.png",
        "http://127.0.0.1:22/",
        "//127.0.0.2/",
        "\\\\127.0.0.2\\share",
        "data:image/png;base64,AAAA",
    ],
)
def test_a_redirect_to_what_is_refused_is_not_followed(
    host: Host, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[object] = []
    real = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda place, **how: called.append(place[0]) or real(place, **how)
    )
    assert type(error_of(host, "to/" + quote(target, safe=""))) is LastingError
    behind = host.address + "/to/" + quote(target, safe="")
    assert type(error_of(host, "to/" + quote(behind, safe=""))) is LastingError
    assert set(called) == {HERE}


def test_redirects_in_a_circle_end(host: Host) -> None:
    host.heads.clear()
    path = "to/" + quote("/to/", safe="")
    error = error_of(host, path)
    assert isinstance(error, LastingError)
    assert len(host.heads) <= 7


def test_a_private_host_is_refused_and_never_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *where, **how: pytest.fail("it was asked"))
    for address in ("http://127.0.0.1:8080/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/"):
        with pytest.raises(RefusedError, match="not on the public web"):
            fetch(settle(address), Way(wait=lambda seconds: None))


def test_a_name_is_resolved_once_and_the_judged_number_is_what_is_asked(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(host.address.rpartition(":")[2])
    turns = iter([HERE, "127.0.0.2", "127.0.0.3"])
    looked: list[str] = []

    joined: list[object] = []

    def look_up(name: str, *asked: object, **how: object) -> list[tuple[object, ...]]:
        looked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(turns), port))]

    def connect(place: tuple[str, int], timeout: float) -> socket.socket:
        joined.append(place)
        line = socket.socket()
        line.settimeout(timeout)
        line.connect(place)
        return line

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    address = Address("http", "rebinding.reader-tests.net", port, "/good/rebound")
    assert fetch(address, WAY) == png(40, 30, "/good/rebound")
    assert looked == ["rebinding.reader-tests.net"]
    assert joined == [(HERE, port)]
    assert f"Host: rebinding.reader-tests.net:{port}" in host.heads[-1]


def test_a_host_that_is_not_found_or_does_not_answer_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((HERE, 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(UnreachableError, match="does not answer"):
        fetch(settle(f"http://{HERE}:{port}/"), WAY)

    def not_found(*asked: object, **how: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", not_found)
    with pytest.raises(UnreachableError, match="not found"):
        fetch(settle("http://nowhere.reader-tests.net/"), WAY)


def test_a_host_must_show_that_it_is_the_one_that_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = _certificate(tmp_path, "pictures.reader-tests.net")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    with hosting(serving) as secure:
        port = int(secure.address.rpartition(":")[2])
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (HERE, port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: found)
        good = Address("https", "pictures.reader-tests.net", port, "/good/tls")
        with pytest.raises(UnreachableError, match="cannot show who it is"):
            fetch(good, WAY)
        trusting = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(exchange, "_trusting", lambda: trusting)
        assert fetch(good, WAY) == png(40, 30, "/good/tls")
        with pytest.raises(UnreachableError, match="cannot show who it is"):
            fetch(replace(good, host="other.reader-tests.net"), WAY)


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={name}",
    ]
    command += ["-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(certificate)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no openssl is installed; install it to run this test")
    return certificate, key


def test_a_host_is_asked_by_few_at_a_time_and_every_picture_once(host: Host) -> None:
    host.heads.clear()
    host.most, host.slow = 0, 0.005
    wanted = [settle(f"{host.address}/good/many-{number}") for number in range(60)]
    found = {str(each.address): each for each in fetch_all(wanted, WAY, QUICK)}
    assert sorted(found) == sorted(map(str, wanted))
    assert all(each.picture and each.picture.width == 40 for each in found.values())
    assert sorted(host.asked) == sorted(f"/good/many-{number}" for number in range(60))
    assert host.most == QUICK.lanes


def test_lanes_rest_between_two_pictures(host: Host) -> None:
    rests: list[float] = []
    wanted = [settle(f"{host.address}/good/rest-{number}") for number in range(7)]
    way = replace(WAY, wait=rests.append)
    assert len(list(fetch_all(wanted, way, replace(QUICK, rest=0.25)))) == 7
    assert rests == [0.25] * 5


def test_a_dead_host_is_given_up_and_the_others_are_asked(host: Host) -> None:
    with socket.create_server((HERE, 0)) as closed:
        dead = closed.getsockname()[1]
    tries: list[float] = []
    wanted = [settle(f"http://{HERE}:{dead}/{number}") for number in range(50)]
    found = list(fetch_all(wanted, replace(WAY, wait=tries.append), replace(QUICK, lanes=1)))
    assert len(found) == 50
    assert all(isinstance(each.error, PassingError) for each in found)
    assert len([each for each in tries if each]) == STRIKES * (TRIES - 1)


def test_what_is_no_picture_is_told_with_the_rest(host: Host) -> None:
    paths = ["page/1", "drawing/1", "good/fine", "sample/told.avif", "missing/2"]
    found = {
        each.address.target: each
        for each in fetch_all([settle(f"{host.address}/{path}") for path in paths], WAY, QUICK)
    }
    facts = {target: each.error.fact for target, each in found.items() if each.error}
    assert set(facts) == {"/page/1", "/drawing/1", "/missing/2"}
    assert "no picture" in facts["/page/1"] and "no picture" in facts["/drawing/1"]
    told = found["/sample/told.avif"].picture
    assert told and told.kind == "avif"


def test_only_the_default_way_is_used_outside_of_tests() -> None:
    assert not Way().allows(next(iter(exchange.resolve(settle("http://127.0.0.1/"), only_here))))
