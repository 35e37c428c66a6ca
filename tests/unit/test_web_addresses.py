"""Addresses in one form, and which machines are public."""

from __future__ import annotations

import pytest

from banggiao.capture.web import is_web_address, web_address
from banggiao.capture.web.hosts import why_private
from banggiao.errors import CaptureError


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://baoquocte.vn", "https://baoquocte.vn/"),
        (" HTTP://BaoQuocTe.VN:80/a?b=1#tin ", "http://baoquocte.vn/a?b=1"),
        ("https://baoquocte.vn:443/", "https://baoquocte.vn/"),
        ("https://baoquocte.vn:8443/", "https://baoquocte.vn:8443/"),
        ("https://baoquocte.vn./a/./b/../c/", "https://baoquocte.vn/a/c/"),
        ("https://baoquocte.vn/../../a/..", "https://baoquocte.vn/"),
        ("https://baoquocte.vn/đối ngoại?q=Lào", "https://baoquocte.vn/%C4%91%E1%BB%91i%20ngo%E1%BA%A1i?q=L%C3%A0o"),
        ("https://baoquocte.vn/a%20b?q=%C3%A0", "https://baoquocte.vn/a%20b?q=%C3%A0"),
        ("https://tênmiền.vn/", "https://xn--tnmin-hsa0954c.vn/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_one_form(written: str, address: str) -> None:
    assert web_address(written) == address
    assert web_address(address) == address
    assert is_web_address(written)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ftp://baoquocte.vn/", "only http:// and https:// are fetched, not ftp"),
        ("file:///etc/passwd", "only http:// and https:// are fetched, not file"),
        ("javascript:alert(1)", "only http:// and https:// are fetched, not javascript"),
        ("baoquocte.vn", "only http:// and https:// are fetched, not baoquocte.vn"),
        ("https://", "an address without a host"),
        ("https:///a", "an address without a host"),
        ("https://bao quoc te.vn/", "not a web address (its host or port is malformed)"),
        ("https://baoquocte.vn:port/", "not a web address (its host or port is malformed)"),
        ("https://[::1/", "not a web address (its host or port is malformed)"),
        ("https://[fe80::1%25eth0]/", "not a web address (its host or port is malformed)"),
        ("https://.vn/", "not a web address (its host or port is malformed)"),
        ("https://bao..vn/", "not a web address (its host or port is malformed)"),
        (f"https://{'a' * 64}.vn/", "not a web address (its host or port is malformed)"),
        ("https://a.vn\\@127.0.0.1/", "not a web address (it holds control characters or backslashes)"),
        ("https://a.vn/\r\nHost: b", "not a web address (it holds control characters or backslashes)"),
        (f"https://a.vn/{'a' * 5000}", "an address of more than 4096 characters"),
    ],
)
def test_what_is_no_web_address(written: str, reason: str) -> None:
    with pytest.raises(CaptureError) as caught:
        web_address(written)
    assert caught.value.reason == reason
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(CaptureError, match="is not fetched") as caught:
        web_address("https://ten:matkhau@baoquocte.vn/")
    assert "matkhau" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.8.9.10", "169.254.169.254", "172.16.0.1", "172.31.255.255",
        "192.0.2.1", "192.168.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "fc00::1", "fd12::1",
        "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1", "100::1", "bao.vn", "",
    ],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert why_private(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8", "203.162.0.10", "172.32.0.1", "192.169.0.1", "2405:4800::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)  # fmt: skip
def test_public_addresses(address: str) -> None:
    assert why_private(address) is None
