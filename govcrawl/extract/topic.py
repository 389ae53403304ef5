"""Whether a list row is about community governance, for sites that print everything else beside it."""

import re

from govcrawl.chinese.scripts import simplify
from govcrawl.items import Link

_TERMS = re.compile(
    r"社区|街道|小区|村居|村委|居委|村民|居民|网格|基层|治理|自治|共治|共建共享|党群|党建|议事|协商|邻里|近邻|社会工作|社工|志愿|物业|业委|业主"
    r"|楼栋|楼道|楼门|一老一小|接诉即办|信访|调解|微更新|老旧小区|加装电梯|停车难|枫桥"
)
_CUT = re.compile(r"(?:…|\.{3})\s*$")


def is_on_topic(link: Link) -> bool:
    """Whether the row's title names the topic; a title that is missing or cut off is given the benefit of the doubt."""
    if not link.title or _CUT.search(link.title):
        return True
    return _TERMS.search(simplify(link.title)) is not None
