"""How each receiver of a webhook knows that it is us: HMAC-SHA256 with a secret that both have."""

import base64
import hashlib
import hmac


def dingtalk(secret: str, now: float) -> dict[str, str]:
    """The query of 钉钉: milliseconds, and their signature with the secret as key."""
    timestamp = str(round(now * 1000))
    digest = hmac.digest(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256)
    return {"timestamp": timestamp, "sign": base64.b64encode(digest).decode()}


def feishu(secret: str, now: float) -> dict[str, str]:
    """The fields of 飞书's body: seconds, and the signature of nothing with seconds and secret as key."""
    timestamp = str(int(now))
    digest = hmac.digest(f"{timestamp}\n{secret}".encode(), b"", hashlib.sha256)
    return {"timestamp": timestamp, "sign": base64.b64encode(digest).decode()}


def generic(secret: str, now: float, body: bytes) -> dict[str, str]:
    """The headers of a webhook of one's own: seconds, and the signature of ``seconds.body`` in hexadecimal."""
    timestamp = str(int(now))
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Govcrawl-Timestamp": timestamp, "X-Govcrawl-Signature": f"sha256={digest}"}
