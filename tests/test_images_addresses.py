"""An address is read in one way only, and nobody's own house is asked for a picture."""

from __future__ import annotations

import socket
import string
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.images.addresses import follow, literal, settle
from annotated_reader.images.exchange import resolve
from annotated_reader.images.public import is_public
from annotated_reader.images.values import RefusedError

NEVER_4 = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
    "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
).split()
NEVER_6 = "::/96 fc00::/7 fe80::/10 fec0::/10 ff00::/8 100::/64 2001:db8::/32 2001::/32 3fff::/20".split()
SERVICES = "169.254.169.254 100.100.100.200 192.0.0.192 168.63.129.16 fd00:ec2::254 127.0.0.1 ::1".split()
"""What answers inside clouds, and at home."""

REFUSED = r"""
ftp://a.net/1.jpg
file:///etc/passwd
data:image/png;base64,AAAA
javascript:alert(1)
gopher://a.net/
a.net/1.jpg
/1.jpg
https:a.net/1.jpg
https:/a.net/1.jpg
https:///a.net/1.jpg
https://
https://@a.net/
https://me@a.net/1.jpg
https://me:pw@a.net/1.jpg
https://a.net@127.0.0.1/
https://a.net\@127.0.0.1/
https://a.net\.b.net/
https://127.1/
https://2130706433/
https://0x7f000001/
https://0x7f.0.0.1/
https://0177.0.0.1/
https://127.0.0.01/
https://127.0.0.1.1/
https://1.2.3/
https://256.1.1.1/
https://%31%32%37.0.0.1/
https://127.0.0.1%2e/
https://[::1%25eth0]/
https://[fe80::1%eth0]/
https://[::1/
https://[1.2.3.4]/
https://localhost/
https://localhost./
https://foo.localhost/
https://router/
https://printer.local/
https://metadata.google.internal/
https://unknown.invalid/1.jpg
https://a.example/1.jpg
https://a.b.onion/
https://a..net/
https://-a.net/
https://a.net:0/
https://a.net:22/
https://a.net:25/1.jpg
https://a.net:65536/
https://a.net:1.jpg
https://a.net:80:80/
https://a net/
https://a.net/a b
https://a.net,127.0.0.1/
https://a.net;b/
""".strip().splitlines()

SETTLED = {
    "https://a.net": "https://a.net/",
    "HTTPS://A.Net/X.JPG?q=1#part": "https://a.net/X.JPG?q=1",
    "//a.net/1.jpg": "https://a.net/1.jpg",
    "http://a.net.:80/1.jpg": "http://a.net/1.jpg",
    "https://a.net:443/": "https://a.net/",
    "https://a.net:/": "https://a.net/",
    "http://a.net:443/": "http://a.net:443/",
    "http://a.net:8080?x": "http://a.net:8080/?x",
    "https://图片.中国/灯塔.jpg": "https://xn--wcsw84d.xn--fiqs8s/%E7%81%AF%E5%A1%94.jpg",
    "https://a。net/100%.jpg": "https://a.net/100%25.jpg",
    "https://a.net/%E7%81.jpg": "https://a.net/%E7%81.jpg",
    'https://a.net/"<x>': "https://a.net/%22%3Cx%3E",
    "https://a_b.net/1": "https://a_b.net/1",
    "https://[2A00::0:1]/1": "https://[2a00::1]/1",
    "https://8.8.8.8/1": "https://8.8.8.8/1",
    "https://１２７.０.０.１/": "https://127.0.0.1/",
}

inside_4 = st.sampled_from(NEVER_4).flatmap(
    lambda network: st.integers(0, IPv4Network(network).num_addresses - 1).map(
        lambda index: IPv4Network(network)[index]
    )
)
inside_6 = st.sampled_from(NEVER_6).flatmap(
    lambda network: st.integers(0, IPv6Network(network).num_addresses - 1).map(
        lambda index: IPv6Network(network)[index]
    )
)


@given(inside_4)
def test_no_number_of_a_private_or_reserved_network_is_public_in_any_spelling(number: IPv4Address) -> None:
    assert not is_public(number)
    assert not is_public(IPv6Address(f"::ffff:{number}"))
    assert not is_public(IPv6Address(f"::{number}"))
    assert not is_public(IPv6Address(f"64:ff9b::{number}"))
    first, second = int(number) >> 16, int(number) & 0xFFFF
    assert not is_public(IPv6Address(f"2002:{first:x}:{second:x}::1"))


@given(inside_6)
def test_no_number_of_a_private_or_reserved_network_of_ipv6_is_public(number: IPv6Address) -> None:
    assert not is_public(number)


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_a_number_of_ipv4_that_python_calls_private_is_not_public(number: IPv4Address) -> None:
    known = number.is_private or number.is_multicast or number.is_reserved or number.is_link_local
    assert not (known and is_public(number))


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_a_number_of_ipv6_that_python_calls_private_is_not_public(number: IPv6Address) -> None:
    known = number.is_private or number.is_multicast or number.is_site_local or number.ipv4_mapped
    assert not (known and is_public(number))


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_inside_a_cloud_is_public(service: str) -> None:
    assert not is_public(ip_address(service))


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "1.1.1.1", "223.5.5.5", "2606:4700::1111", "2400:3200::1", "64:ff9b::8.8.8.8"]
)
def test_the_public_web_is_public(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_could_mean_another_thing_is_refused(address: str) -> None:
    with pytest.raises(RefusedError) as error:
        settle(address)
    assert error.value.fact


@pytest.mark.parametrize(("written", "settled"), SETTLED.items())
def test_an_address_has_one_spelling(written: str, settled: str) -> None:
    assert str(settle(written)) == settled
    assert settle(settled) == settle(written)


@given(inside_4, st.randoms())
def test_a_private_number_is_not_asked_for_however_it_is_spelt(number: IPv4Address, chance: object) -> None:
    whole, parts = int(number), str(number).split(".")
    spellings = [
        str(number),
        str(whole),
        hex(whole),
        f"0{whole:o}",
        ".".join(hex(int(part)) for part in parts),
        ".".join(f"0{int(part):o}" for part in parts),
        f"{parts[0]}.{whole & 0xFFFFFF}",
        f"{parts[0]}.{parts[1]}.{whole & 0xFFFF}",
        f"{number}.",
        f"[::ffff:{number}]",
        f"[::ffff:{whole >> 16:x}:{whole & 0xFFFF:x}]",
        str(number).translate(str.maketrans(string.digits, "０１２３４５６７８９")),
        str(number).replace(".", "。"),
    ]
    for spelling in spellings:
        with pytest.raises(RefusedError):
            resolve(settle(f"http://{spelling}/1.jpg"), is_public)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_an_address_or_refused_and_never_an_error(host: str, rest: str) -> None:
    try:
        settled = settle(f"https://{host}/{rest}")
    except RefusedError:
        return
    assert str(settled).isascii()
    assert not set(str(settled)) & set(' \t\r\n\\"<>')
    assert settle(str(settled)) == settled
    literal(settled.host)


@pytest.mark.parametrize(
    "location",
    ["file:///etc/hosts", "//127.1/", "https://me@b.net/", "http://[::1", "ftp://b.net/", "//b\\c"],
)
def test_no_answer_leads_to_an_address_that_is_refused(location: str) -> None:
    with pytest.raises(RefusedError):
        follow(settle("https://a.net/x/1.jpg"), location)


def test_an_answer_leads_on_from_where_it_stands() -> None:
    start = settle("https://a.net/x/1.jpg?q")
    assert str(follow(start, "../2.jpg#top")) == "https://a.net/2.jpg"
    assert str(follow(start, "//b.net/灯")) == "https://b.net/%E7%81%AF"


@pytest.mark.parametrize(
    "numbers", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:169.254.169.254"], ["8.8.8.8", "fe80::1%lo"]]
)
def test_a_name_that_stands_for_a_single_private_number_is_refused(
    numbers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in numbers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: found)
    with pytest.raises(RefusedError, match="not on the public web"):
        resolve(settle("https://a.net/1.jpg"), is_public)
