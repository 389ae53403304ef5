"""The web of the toy sites, and the environment of a command that meets it and nothing else."""

import os
from collections.abc import Sequence
from pathlib import Path

from web import Web, page

from tests.schedule.hamlets import EAST, WEST

HERE = Path(__file__).parent
LISTS = {"east": f"{EAST}/index.html", "west": f"{WEST}/index.html"}
DAY = "2024-03-30"
PARAGRAPH = "赶集那天，村口的老井边又坐满了人，今天要商量的是井台怎么修、谁来管钥匙，一条一条地议。"


def article_url(site: str, number: int) -> str:
    return LISTS[site].replace("index", f"yishi_{number}")


def list_page(site: str, numbers: Sequence[int], *, day: str = DAY) -> bytes:
    """A list of articles, each of this day."""
    rows = "".join(
        f'<li><a href="{article_url(site, number)}">{title(site, number)}</a><span>{day}</span></li>'
        for number in numbers
    )
    return page(f"<html><body><ul class=list>{rows}</ul></body></html>")


def article_page(site: str, number: int, *, day: str = DAY) -> bytes:
    return page(
        f"<html><body><h1>{title(site, number)}</h1><div class=date>{day and f'发布时间：{day}'}</div>"
        f"<div id=text><p>{PARAGRAPH}</p><p>{site}村的{number + 30}户人家，最后都同意先修井台。</p></div>"
        "</body></html>"
    )


def title(site: str, number: int) -> str:
    return f"{site}村第{number}次井台修缮议事会"


def environment(web: Web, data_dir: Path, uri: str, database: str) -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | {
        "PYTHONPATH": f"{HERE.parents[1]}:{HERE}",
        "GOVCRAWL_SPIDER_MODULES": "hamlets",
        "GOVCRAWL_DATA_DIR": str(data_dir),
        "GOVCRAWL_PROXY": web.proxy,
        "GOVCRAWL_LOOPBACK_DELAY": "0",
        "GOVCRAWL_WORKERS": "0",  # those that read beside the crawl have tests of their own
        "MONGODB_URI": uri,
        "MONGODB_DATABASE": database,
    }
