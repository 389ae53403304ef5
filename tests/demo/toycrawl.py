"""A crawl of the toy web in a process of its own, as Scrapy starts once a process: PROXY DATABASE [URI]."""

import json
import sys

from govcrawl.demo.run import crawl_toy_web

if __name__ == "__main__":
    proxy, database, *uri = sys.argv[1:]
    reports = crawl_toy_web(proxy, database=database, uri=uri[0] if uri else None)
    said = {each.site: each.record and {"verdict": each.record.verdict, **each.record.counts} for each in reports}
    json.dump(said, sys.stdout)
