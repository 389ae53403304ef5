"""``python -m govcrawl`` and the console script."""

from govcrawl.cli import main

if __name__ == "__main__":
    main()
