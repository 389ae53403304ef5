"""How fast a crawl is: govcrawl beside a plain Scrapy spider and beside Scrapy's bare walk over the same pages."""
