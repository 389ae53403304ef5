"""What a crawl knows and decides: its pace, its walk, its outcomes and its verdict."""
