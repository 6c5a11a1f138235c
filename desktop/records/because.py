"""Why the system would not read or write a file, in words that an officer can do something with."""

import errno
from typing import Final

from desktop.records.language import t

_SHARING: Final = (32, 33)
"""What Windows calls a file that another program holds open, or a part of it."""


def because(error: OSError) -> str:
    """The reason behind ``error``, as the end of a sentence; the system's own words, in its own
    language, only where none of ours fit."""
    if getattr(error, "winerror", None) in _SHARING:
        return t("tệp đang mở trong một chương trình khác")
    known = _words().get(error.errno or 0)
    return known or error.strerror or type(error).__name__


def _words() -> dict[int, str]:
    full, denied = t("ổ đĩa đã đầy"), t("không có quyền ở chỗ đó")
    gone, broken = t("không thấy tệp hoặc thư mục"), t("ổ đĩa bị rút ra hoặc bị lỗi")
    return {
        errno.ENOSPC: full,
        errno.EDQUOT: full,
        errno.EACCES: denied,
        errno.EPERM: denied,
        errno.EROFS: t("ổ đĩa hoặc USB không cho ghi"),
        errno.ENOENT: gone,
        errno.ENOTDIR: gone,
        errno.EISDIR: t("đó là một thư mục, không phải tệp"),
        errno.EEXIST: t("đã có tệp tên như thế"),
        errno.ENAMETOOLONG: t("tên tệp quá dài"),
        errno.EFBIG: t("tệp quá lớn đối với ổ đĩa này"),
        errno.EBUSY: t("tệp hoặc ổ đĩa đang được dùng"),
        errno.ETXTBSY: t("tệp hoặc ổ đĩa đang được dùng"),
        errno.EIO: broken,
        errno.ENODEV: broken,
        errno.ENXIO: broken,
        errno.ESTALE: broken,
        errno.ENOTCONN: broken,
        errno.EMFILE: t("máy đang mở quá nhiều tệp"),
    }
