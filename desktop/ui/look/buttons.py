"""The words Qt puts on its own buttons and menus; Qt has none in Vietnamese."""

from PySide6.QtCore import QTranslator

from desktop.records.language import current

VIETNAMESE = {
    "OK": "Đồng ý",
    "&OK": "Đồng ý",
    "Cancel": "Thôi",
    "&Cancel": "Thôi",
    "&Yes": "Có",
    "&No": "Không",
    "Close": "Đóng",
    "&Close": "Đóng",
    "Save": "Lưu",
    "&Save": "Lưu",
    "Open": "Mở",
    "&Open": "Mở",
    "&Choose": "Chọn",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Discard": "Bỏ",
    "Retry": "Thử lại",
    "&Undo": "Hoàn tác",
    "&Redo": "Làm lại",
    "Cu&t": "Cắt",
    "&Copy": "Chép",
    "&Paste": "Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "File &name:": "Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Look in:": "Tìm trong:",
    "Directory:": "Thư mục:",
    "Directories": "Thư mục",
    "Go back": "Lùi",
    "Go forward": "Tới",
    "Go to the parent directory": "Lên thư mục trên",
    "Create a New Folder": "Tạo thư mục mới",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Date Modified": "Ngày sửa",
    "My Computer": "Máy tính này",
    "Computer": "Máy tính này",
    "Back": "Lùi",
    "Forward": "Tới",
    "Parent Directory": "Thư mục trên",
    "Create New Folder": "Tạo thư mục mới",
    "New Folder": "Thư mục mới",
    "List View": "Dạng danh sách",
    "Detail View": "Dạng chi tiết",
    "All Files (*)": "Mọi tệp (*)",
    "Recent Places": "Nơi gần đây",
    "Folder": "Thư mục",
    "File Folder": "Thư mục",
    "File": "Tệp",
    "%1 File": "Tệp %1",
    "Drive": "Ổ đĩa",
    "&Rename": "Đổi tên",
    "&Delete": "Xóa",
    "&New Folder": "Thư mục mới",
    "Show &hidden files": "Hiện tệp ẩn",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nGhi đè lên tệp đó?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông thấy tệp này. Xem lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông thấy thư mục này. Xem lại tên thư mục."
    ),
}


class Buttons(QTranslator):
    """Answers Qt in Vietnamese while that is in use; else None, and Qt keeps its English."""

    def translate(  # type: ignore[override]
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        return VIETNAMESE.get(sourceText) if current() == "vi" else None

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False
