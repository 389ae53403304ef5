"""Pages read beside the crawl: in processes of their own, so that no page costs more than itself."""
