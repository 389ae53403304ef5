"""Raw pages to and from WARC 1.1: what a crawl has received, as it was received, for whoever reads it years later.

A page is found by its ``PageRef``: the name of a file below the archive's directory, and the byte at which its record
begins. A reference is given out once its record has left the process, so a killed crawl leaves none that leads nowhere.
"""

from govcrawl.archive.capture import Capture
from govcrawl.archive.reading import Archive
from govcrawl.archive.writing import Writer

__all__ = ["Archive", "Capture", "Writer"]
