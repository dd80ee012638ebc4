"""The server on one's own machine withstands what pages of other sites in the same browser can try."""

from __future__ import annotations

import importlib.util
import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseServer
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer
from playwright.sync_api import Browser, Playwright

from annotated_reader.annotations.adding import LARGEST
from annotated_reader.site.isolation import HEADERS, is_plain, is_welcome
from tests.browser.launching import CHROMIUM, QUIET
from tests.site_building import ROOT

SLUG = "2021-06-03-deng-ta"
TEXT = "> 灯塔建在岬角上\n\n真的吗？\n"
PAGE = "<!doctype html><html><head><title>t</title></head><body><main>secret</main></body></html>"


@dataclass
class Served:
    """A server under attack."""

    port: int
    docs: Path
    door: ModuleType
    answers: list[tuple[str, str]] = field(default_factory=list)
    """Path and status of everything that was answered."""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def notes(self) -> list[Path]:
        return [path for path in (self.docs / "annotations").rglob("*") if path.is_file()]

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[HTTPResponse, bytes]:
        """Ask over HTTP, with these headers alone; underscores in their names stand for hyphens."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            said = {"Host": self.host} | {name.replace("_", "-"): value for name, value in headers.items()}
            for name, value in said.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer, answer.read()

    def post(self, name: str, **headers: str) -> int:
        """Post a note as one of our own pages does, but for these headers."""
        body = json.dumps({"slug": SLUG, "name": name, "text": TEXT}).encode()
        usual = {
            "Origin": f"http://{self.host}",
            "Content_Type": "application/json",
            "X_Note_Token": str(self.door.TOKEN),
            "Sec_Fetch_Site": "same-origin",
            "Content_Length": str(len(body)),
        }
        return self.ask("POST", "/-/notes", body, **usual | headers)[0].status


@pytest.fixture(scope="module")
def door() -> ModuleType:
    spec = importlib.util.spec_from_file_location("door", ROOT / "hooks" / "adding.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.__dict__["PATIENCE"] = 1
    return module


@contextmanager
def running(root: Path, door: ModuleType) -> Iterator[Served]:
    site, docs = root / "site", root / "docs"
    for folder in (site / "articles" / SLUG, docs / "articles"):
        folder.mkdir(parents=True)
    (site / "index.html").write_text(PAGE, "utf-8")
    (site / "articles" / SLUG / "index.html").write_text(PAGE, "utf-8")
    (docs / "articles" / f"{SLUG}.md").write_text("---\n---\n", "utf-8")
    (root / "secret").write_text("secret", "utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(site))
    server.watch(str(docs))
    address = SimpleNamespace(host="127.0.0.1")
    config: Any = SimpleNamespace(docs_dir=str(docs), dev_addr=address, site_url="http://127.0.0.1/")
    door.on_serve(server, config, lambda: None)
    server.server_bind()
    server.server_activate()
    served = Served(server.server_port, docs, door)
    server.set_app(_recording(server.get_app(), served))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield served
    BaseServer.shutdown(server)
    server.server_close()


def _recording(app: Any, served: Served) -> Callable[..., Any]:
    def recorded(environ: dict[str, Any], start_response: Any) -> Any:
        def start(status: str, headers: Any, *more: Any) -> Any:
            served.answers.append((environ["PATH_INFO"], status))
            return start_response(status, headers, *more)

        return app(environ, start)

    return recorded


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, door: ModuleType) -> Iterator[Served]:
    with running(tmp_path_factory.mktemp("served"), door) as each:
        yield each


@pytest.fixture
def served(server: Served) -> Served:
    """The server, with nothing written and nothing asked."""
    shutil.rmtree(server.docs / "annotations", ignore_errors=True)
    server.answers.clear()
    return server


def test_our_own_page_is_shown_and_its_note_taken(served: Served) -> None:
    answer, body = served.ask("GET", "/")
    assert (answer.status, b"secret" in body) == (200, True)
    assert {name: answer.headers[name] for name, _ in HEADERS} == dict(HEADERS)
    assert served.post("2024-05-06-a.md") == 201
    assert len(served.notes()) == 1


def test_the_script_that_mkdocs_adds_carries_the_nonce_and_no_other_does(served: Served) -> None:
    scripted = PAGE.replace("secret", "<script>1</script>")
    (served.docs.parent / "site" / "scripted.html").write_text(scripted, "utf-8")
    body = served.ask("GET", "/scripted.html")[1].decode()
    assert body.count("<script>") == 1
    assert body.count(f'<script nonce="{served.door.NONCE}">') == 1
    assert "livereload" in body.partition(f'nonce="{served.door.NONCE}">')[2]


HOSTS = [
    *("evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "", "[", "[::"),
    *(
        "0.0.0.0",
        "127.0.0.1@evil.example",
        "127.1",
        "2130706433",
        "evil.example#127.0.0.1",
        "evil.example/localhost",
    ),
]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/", f"/articles/{SLUG}/", "/livereload/0/0", "/-/notes"])
def test_a_name_bent_to_this_machine_is_shown_nothing(served: Served, host: str, path: str) -> None:
    answer, body = served.ask("GET", path, Host=host)
    assert answer.status == 403
    assert b"secret" not in body


def test_a_request_without_a_host_is_shown_nothing(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as line:
        line.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b" 403 " in line.recv(4096)


FETCHES = [
    ("no-cors", "image"),
    ("no-cors", "script"),
    ("no-cors", "style"),
    ("cors", "empty"),
    ("no-cors", "empty"),
    ("navigate", "iframe"),
    ("navigate", "frame"),
    ("navigate", "object"),
    ("navigate", "embed"),
    ("websocket", "websocket"),
]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(("mode", "dest"), FETCHES)
@pytest.mark.parametrize("path", ["/", "/livereload/0/0"])
def test_another_site_can_embed_and_fetch_nothing(
    served: Served, path: str, site: str, mode: str, dest: str
) -> None:
    said = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
    answer, body = served.ask("GET", path, **said)
    assert answer.status == 403
    assert b"secret" not in body
    assert answer.headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_can_lead_no_window_to_where_the_server_waits_for_an_edit(
    served: Served, site: str
) -> None:
    led = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert served.ask("GET", "/", **led)[0].status == 200
    assert served.ask("GET", "/livereload/99999999999999/0", **led)[0].status == 403


def test_another_site_can_lead_a_person_here() -> None:
    led = {
        "REQUEST_METHOD": "GET",
        "HTTP_SEC_FETCH_SITE": "cross-site",
        "HTTP_SEC_FETCH_MODE": "navigate",
        "HTTP_SEC_FETCH_DEST": "document",
    }
    assert is_welcome(led)
    assert not is_welcome(led | {"REQUEST_METHOD": "POST"})


PATHS = [
    *("/../secret", "/../../../../../../etc/passwd", "/%2e%2e/secret", "/..%2fsecret", "/.%2e/secret"),
    *(
        "/..\\secret",
        "/..%5csecret",
        "/%5c..%5csecret",
        "/c:/windows/win.ini",
        "/secret%00.html",
        "/....//secret",
    ),
    *("//evil.example/%2e%2e/articles", "//evil.example", "/%2f%2fevil.example/..", "/\\evil.example"),
    *("/" + "a" * 8000, "/%ff%fe", "/articles/../../secret", "/;/../secret"),
]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_the_site_or_to_another_host(served: Served, path: str) -> None:
    answer, body = served.ask("GET", path)
    assert b"root:" not in body
    assert not body.startswith(b"secret")
    assert answer.status in (200, 302, 400, 403, 404, 414)
    assert not (answer.headers["Location"] or "/").startswith(("//", "/\\", "http"))


def test_a_path_is_plain_or_it_is_not() -> None:
    assert is_plain("/articles/2024-01-01-a/") and is_plain("/tags/东加/") and is_plain("/a..b/")
    assert not any(map(is_plain, ("/../a", "/a/..", "/a\\b", "/c:/x", "/a\0b")))


POSTS: dict[str, dict[str, str]] = {
    "a form": {"Content_Type": "application/x-www-form-urlencoded"},
    "a form with a file": {"Content_Type": "multipart/form-data; boundary=x"},
    "a form of plain text": {"Content_Type": "text/plain"},
    "a beacon": {"Content_Type": "text/plain;charset=UTF-8", "Sec_Fetch_Mode": "no-cors"},
    "no type": {"Content_Type": ""},
    "two types": {"Content_Type": "text/plain, application/json"},
    "no token": {"X_Note_Token": ""},
    "a token cut short": {"X_Note_Token": "a"},
    "another site": {"Origin": "https://evil.example", "Sec_Fetch_Site": "cross-site"},
    "another port": {"Origin": "http://127.0.0.1:1", "Sec_Fetch_Site": "same-site"},
    "a sandbox": {"Origin": "null", "Sec_Fetch_Site": "cross-site"},
    "a site of our name": {"Origin": "http://127.0.0.1.evil.example"},
    "an extension": {"Origin": "chrome-extension://abc", "Sec_Fetch_Site": "none"},
    "our origin, said by another site": {"Sec_Fetch_Site": "cross-site"},
    "a bent name": {"Host": "evil.example", "Origin": "http://evil.example"},
}


@pytest.mark.parametrize("case", POSTS)
def test_no_note_is_taken_from(served: Served, case: str) -> None:
    assert served.post("2024-05-06-a.md", **POSTS[case]) in (403, 415)
    assert served.notes() == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_notes_are_posted_and_nobody_is_told_that_he_may(served: Served, method: str) -> None:
    answer, _ = served.ask(
        method, "/-/notes", Origin="https://evil.example", Access_Control_Request_Method="POST"
    )
    assert answer.status in (403, 405)
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("length", ["99999999999999999999", str(LARGEST + 1), "-1", "1e9", "0x10", "³", ""])
def test_no_byte_is_read_of_a_body_that_is_too_long_or_of_no_length(served: Served, length: str) -> None:
    began = time.monotonic()
    assert served.post("2024-05-06-a.md", Content_Length=length) in (400, 413)
    assert time.monotonic() - began < 4
    assert served.notes() == []


def test_a_body_in_chunks_is_no_note(served: Served) -> None:
    assert served.post("2024-05-06-a.md", Content_Length="", Transfer_Encoding="chunked") == 400


def test_who_sends_half_a_request_is_hung_up_on_and_others_are_served(served: Served) -> None:
    head = (
        f"POST /-/notes HTTP/1.1\r\nHost: {served.host}\r\nOrigin: http://{served.host}\r\n"
        f"Content-Type: application/json\r\nX-Note-Token: {served.door.TOKEN}\r\nContent-Length: 500\r\n\r\n"
    ).encode()
    halves = [b"", b"GET / HT", head[:60], head + b'{"slug":']
    lines = [
        socket.create_connection(("127.0.0.1", served.port), timeout=8) for _ in range(6) for _ in halves
    ]
    for number, line in enumerate(lines):
        line.sendall(halves[number % len(halves)])
    assert served.ask("GET", "/")[0].status == 200
    ends = [b"".join(iter(lambda line=line: line.recv(4096), b"")) for line in lines]
    assert {end[:12] for end in ends} <= {b"", b"HTTP/1.0 408"}
    assert b"HTTP/1.0 408" in {end[:12] for end in ends}
    for line in lines:
        line.close()
    assert served.notes() == []


def test_a_flood_of_strangers_uses_up_nothing_of_what_we_may_post(served: Served) -> None:
    for _ in range(25):
        assert served.post("2024-05-06-a.md", X_Note_Token="x") == 403
    assert served.post("2024-05-06-a.md") == 201


ATTACKS = """async ([site, slug, token]) => {
  const note = JSON.stringify({ slug, name: '2024-05-06-evil.md', text: '> 灯塔\\n\\nx\\n' });
  const read = [];
  const attempt = (what) => Promise.resolve().then(what).then((said) => read.push(said), () => 'refused');
  for (const path of ['/', '/livereload/0/0', `/articles/${slug}/`]) {
    for (const mode of ['cors', 'no-cors']) {
      for (const credentials of ['include', 'omit']) {
        await attempt(async () => (await fetch(site + path, { mode, credentials })).text());
      }
    }
  }
  const types = ['text/plain', 'application/json', 'multipart/form-data'];
  for (const type of types) {
    for (const mode of ['cors', 'no-cors']) {
      const headers = { 'Content-Type': type, 'X-Note-Token': token };
      const request = { method: 'POST', mode, headers, body: note };
      await attempt(async () => (await fetch(`${site}/-/notes`, request)).text());
    }
    await attempt(() => navigator.sendBeacon(`${site}/-/notes`, new Blob([note], { type })) && '');
  }
  for (const tag of ['img', 'script', 'iframe', 'object', 'embed']) {
    const element = document.createElement(tag);
    element[tag === 'object' ? 'data' : 'src'] = `${site}/articles/${slug}/`;
    document.body.append(element);
  }
  const frame = document.querySelector('iframe');
  await new Promise((done) => setTimeout(done, 400));
  await attempt(() => frame.contentDocument.body.textContent);
  for (const enctype of ['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded']) {
    const form = document.createElement('form');
    Object.assign(form, { action: `${site}/-/notes`, method: 'post', enctype, target: 'sink' });
    const input = document.createElement('input');
    Object.assign(input, { name: note.slice(0, -1) + ',"x":"', value: '"}' });
    form.append(input);
    document.body.append(form);
    form.submit();
  }
  const events = new EventSource(`${site}/livereload/0/0`);
  const line = new WebSocket(`${site.replace('http', 'ws')}/livereload/0/0`);
  const heard = [];
  events.onmessage = line.onmessage = (event) => heard.push(event.data);
  events.onopen = line.onopen = () => heard.push('open');
  await new Promise((done) => setTimeout(done, 600));
  events.close();
  return { read: read.filter(Boolean), heard };
}"""


class Elsewhere(BaseHTTPRequestHandler):
    """A page of another site."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>evil</title><body><iframe name=sink></iframe>")

    def log_message(self, *said: object) -> None: ...


@pytest.fixture(scope="module")
def stranger() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture(scope="module")
def bent(driver: Playwright) -> Iterator[Browser]:
    """A browser in which names of others lead to this machine, as after rebinding."""
    if CHROMIUM is None:
        pytest.skip("no chromium is installed; install it to run these tests")
    rules = "--host-resolver-rules=MAP *.example 127.0.0.1"
    launched = driver.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, rules])
    yield launched
    launched.close()


@pytest.mark.parametrize("origin", ["localhost", "evil.example", "127.0.0.1"])
def test_a_page_of_another_site_reads_hears_and_writes_nothing(
    served: Served, bent: Browser, stranger: int, origin: str
) -> None:
    page = bent.new_context().new_page()
    page.goto(f"http://{origin}:{stranger}/")
    got = page.evaluate(ATTACKS, [f"http://{served.host}", SLUG, served.door.TOKEN])
    page.context.close()
    assert got == {"read": [], "heard": []}
    assert served.notes() == []
    assert len(served.answers) > 15
    assert {status[:3] for _, status in served.answers} <= {"403", "405"}


def test_a_page_whose_own_name_has_been_bent_to_this_machine_reads_and_writes_nothing(
    served: Served, bent: Browser
) -> None:
    page = bent.new_context().new_page()
    page.goto(f"http://evil.example:{served.port}/")
    assert "secret" not in page.content()
    got = page.evaluate(ATTACKS, ["", SLUG, served.door.TOKEN])
    page.context.close()
    assert all("error" in json.loads(said) for said in got["read"])
    assert got["heard"] == []
    assert served.notes() == []
    assert {status[:3] for _, status in served.answers} == {"403"}


def test_a_window_opened_by_another_site_is_cut_off_from_it(
    served: Served, bent: Browser, stranger: int
) -> None:
    page = bent.new_context().new_page()
    page.goto(f"http://evil.example:{stranger}/")
    with page.expect_popup() as opened:
        page.evaluate("site => { window.opened = window.open(site + '/'); }", f"http://{served.host}")
    opened.value.wait_for_load_state()
    assert "secret" in opened.value.content()
    assert opened.value.evaluate("window.opener") is None
    assert page.evaluate("window.opened.closed") is True
    page.context.close()
