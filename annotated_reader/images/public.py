"""Which numbers of hosts are on the public web; all others are somebody's own house.

The table is that of the IANA registries of special-purpose addresses
(https://www.iana.org/assignments/iana-ipv4-special-registry, iana-ipv6-special-registry), with multicast and
the services inside clouds. ``ipaddress.is_global`` is not asked: what it says differs between versions of
Python, and it knows nothing of numbers inside numbers.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from annotated_reader.images.addresses import IP

_CLOSED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 "
        "198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 "
        "168.63.129.16/32"  # a cloud's own service, on a number like any other
    ).split()
)
_OPEN_6 = IPv6Network("2000::/3")
"""All that is given out of IPv6; what lies outside is local, reserved, multicast, or an IPv4 number."""
_CLOSED_6 = tuple(
    IPv6Network(network)
    for network in "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20".split()
)
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Where a network without IPv4 puts IPv4 numbers: in the last four bytes (RFC 6052)."""


def is_public(number: IP) -> bool:
    """Tell whether a number may be asked for a picture."""
    if isinstance(number, IPv4Address):
        return not any(number in network for network in _CLOSED_4)
    if number in _TRANSLATED:
        return is_public(IPv4Address(number.packed[-4:]))
    return _is_public_6(number)


def _is_public_6(number: IPv6Address) -> bool:
    return number in _OPEN_6 and not number.scope_id and not any(number in network for network in _CLOSED_6)
