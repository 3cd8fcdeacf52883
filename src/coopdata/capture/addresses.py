"""Which addresses of the network may be asked: none of a private network or of this machine, unless a source says so.

Names are resolved here, once for each request, and the connection goes to the very address that was looked at, so that
a name cannot lead elsewhere between looking and connecting.
"""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import httpx2


class ForbiddenAddressError(Exception):
    """A name leads to an address that may not be asked; the message says which."""


def is_public(address: str) -> bool:
    """Whether an address of the network is one of the public Internet.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("10.0.0.1"), is_public("::ffff:192.168.0.1")
    (True, False, False, False)
    """
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and (inner := found.ipv4_mapped or found.sixtofour) is not None:
        found = inner
    return found.is_global and not found.is_multicast


class CheckedTransport(httpx2.BaseTransport):
    """Sends requests only to addresses that may be asked; each over a connection of its own.

    Connections are kept by address, and two names may share one: kept open, one name's certificate would do for both.
    """

    def __init__(self, *, allow_private: bool, **options: Any) -> None:
        self._allow_private = allow_private
        self._inner = httpx2.HTTPTransport(limits=httpx2.Limits(max_keepalive_connections=0), **options)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the first address of the name that can be reached; its certificate has to be of the name."""
        url = request.url
        failure: httpx2.ConnectError | None = None
        for address in self._addresses(url.host, url.port or (443 if url.scheme == "https" else 80)):
            request.url = url.copy_with(host=address)
            request.extensions = {**request.extensions, "sni_hostname": url.host}
            try:
                return self._inner.handle_request(request)
            except httpx2.ConnectError as error:
                failure = error
            finally:
                request.url = url
        raise failure or httpx2.ConnectError(f"{url.host} has no address", request=request)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()

    def _addresses(self, host: str, port: int) -> Iterator[str]:
        """The addresses of a name, each once; ForbiddenAddressError where one of them may not be asked."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpx2.ConnectError(f"the name {host} is not known") from error
        addresses = list(dict.fromkeys(str(place[0]) for *_, place in found))
        private = [address for address in addresses if not is_public(address)]
        if private and not self._allow_private:
            raise ForbiddenAddressError(f"{host} leads to {private[0]}, which is of a private network or this machine")
        yield from addresses
