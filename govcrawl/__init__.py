"""A Scrapy crawler for Chinese community-governance news."""

__version__ = "0.1.0"
