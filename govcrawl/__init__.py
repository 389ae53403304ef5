"""A Scrapy crawler for Chinese community-governance news."""
