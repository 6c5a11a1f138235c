"""The style sheet: shapes only; every colour and size comes by name from the theme."""

from string import Template

STYLE = Template("""
* { font-size: ${body}pt; }
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[look="page"], QStackedWidget { background: $ground; }
QScrollArea, QScrollArea > QWidget > QWidget[look="clear"], QStackedWidget[look="clear"] {
    background: transparent; border: 0;
}
QToolTip { background: $panel; color: $text; border: 1px solid $edge; padding: 4px 8px; }

QWidget[look="side"] { background: $panel; border: 0; border-right: 1px solid $line; }
QWidget[look="form"] { background: $panel; border: 0; border-left: 1px solid $line; }
QWidget[look="foot"] { background: $panel; border: 0; border-top: 1px solid $line; }
QWidget[look="form"] QWidget[look="foot"] { border-left: 1px solid $line; }
QWidget[look="practice"] { border: 3px solid $warn; }
QWidget[look="practice-band"] { background: $warn_soft; border: 0; }
QWidget[look="practice-band"] QLabel, QWidget[look="practice-band"] QPushButton { color: $warn; }
QPushButton[look="practice"] {
    background: $warn_soft; border: 1px solid $warn; border-radius: 4px; color: $warn;
    font-size: ${small}pt; font-weight: 600; padding: 0 7px; min-height: 21px;
}
QPushButton[look="practice"]:hover { text-decoration: underline; }
QPushButton[look="practice"]:focus { border: 2px solid $warn; padding: 0 6px; min-height: 19px; }
QFrame[look="panel"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame[look="finder"] { background: $panel; border: 1px solid $edge; border-radius: 10px; }
QFrame[look="finder"] QListWidget { border: 0; padding: 0; }
QLabel[look="paper"] { background: #FFFFFF; border: 1px solid $line; }
QSplitter::handle { background: $ground; }
QSplitter::handle:hover { background: $edge; }
QSplitter[look="beside"]::handle:hover {
    border-left: 6px solid $ground; border-right: 6px solid $ground;
}
QFrame[look="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[look="name"] { font-size: 12pt; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="small"] { color: $muted; font-size: ${small}pt; }
QLabel[look="step"] { color: $accent; font-size: ${small}pt; font-weight: 600; }
QLabel[look="problem"] { color: $bad; font-size: ${small}pt; }
QLabel[look="warning"] { color: $warn; font-size: ${small}pt; }
QLabel[look="code"] { font-weight: 600; font-size: 12pt; }

QPushButton {
    background: $panel; border: 1px solid $edge; border-radius: 6px;
    padding: 0 16px; min-height: 34px; outline: 0;
}
QPushButton:hover { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 0 15px; min-height: 32px; }
QPushButton:disabled { color: $muted; border-color: $line; background: $ground; }
QPushButton[look="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[look="primary"]:hover { background: $accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled {
    background: $track; color: $muted; border-color: $track; font-weight: 600;
}
QPushButton[look="quiet"] { background: transparent; border-color: transparent; color: $muted; }
QPushButton[look="quiet"]:hover { background: $accent_soft; color: $text; }
QPushButton[look="quiet"]:focus { border: 2px solid $accent; }
QPushButton[look="link"] {
    background: transparent; border: 1px solid transparent; color: $accent;
    padding: 0 1px; min-height: 24px; text-align: left;
}
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 1px solid $accent; border-radius: 4px; }

QPushButton[look="foot"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px; color: $muted;
    font-size: ${small}pt; padding: 0 7px; min-height: 21px; text-align: left;
}
QPushButton[look="foot"]:hover { background: $accent_soft; color: $text; }
QPushButton[look="foot"]:focus { border: 1px solid $accent; }

QPushButton[look="foot-warn"] {
    background: $warn_soft; border: 1px solid $warn_soft; border-radius: 4px; color: $warn;
    font-size: ${small}pt; font-weight: 600; padding: 0 7px; min-height: 21px; text-align: left;
}
QPushButton[look="foot-warn"]:hover { text-decoration: underline; }
QPushButton[look="foot-warn"]:focus { border: 1px solid $warn; }

QPushButton[look="nav"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px;
    text-align: left; padding: 0 9px 0 ${clause}px;
}
QPushButton[look="nav"]:hover { background: $ground; }
QPushButton[look="nav"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[look="nav"]:focus {
    border: 2px solid $accent; padding: 0 8px 0 ${clause_focus}px;
}

QPushButton[look="further"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0;
    min-height: 0;
}
QPushButton[look="further"]:hover { background: $ground; }
QPushButton[look="further"]:focus { border: 2px solid $accent; }

QPushButton[look="chip"] {
    background: $accent_soft; color: $accent; border: 1px solid $accent_soft;
    border-radius: 13px; padding: 0 8px 0 10px; min-height: 24px; max-height: 24px;
}
QPushButton[look="chip"]:hover, QPushButton[look="chip"]:focus { border-color: $accent; }
QPushButton[look="chip"]:disabled { color: $text; background: $track; border-color: $track; }
QPushButton[look="filter"] {
    background: $track; color: $muted; border: 1px solid $track; border-radius: 13px;
    padding: 0 12px; min-height: 24px; max-height: 24px;
}
QPushButton[look="filter"]:hover, QPushButton[look="filter"]:focus {
    border-color: $accent; color: $accent;
}
QPushButton[look="filter"]:checked {
    background: $accent_soft; color: $accent; border-color: $accent_soft; font-weight: 600;
}
QPushButton[look="filter"]:checked:focus { border-color: $accent; }
QPushButton[look="add"] {
    background: $track; color: $muted; border: 1px solid $track; border-radius: 13px;
    padding: 0 10px; min-height: 24px; max-height: 24px;
}
QPushButton[look="add"]:hover, QPushButton[look="add"]:focus {
    border-color: $accent; color: $accent;
}

QLineEdit, QPlainTextEdit, QComboBox, QFrame[look="box"] {
    background: $field; border: 1px solid $edge; border-radius: 6px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QLineEdit, QComboBox { padding: 0 10px; min-height: 34px; }
QComboBox { padding: 0 12px; }
QPlainTextEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QFrame[look="box"][inside="true"] {
    border: 2px solid $accent;
}
QLineEdit:focus, QComboBox:focus { padding: 0 9px; min-height: 32px; }
QComboBox:focus { padding: 0 11px; }
QPlainTextEdit:focus { padding: 3px 5px; }
QLineEdit[problem="error"], QPlainTextEdit[problem="error"], QComboBox[problem="error"],
QFrame[look="box"][problem="error"] { border-color: $bad; }
QLineEdit[problem="warning"], QPlainTextEdit[problem="warning"], QComboBox[problem="warning"],
QFrame[look="box"][problem="warning"] { border-color: $warn; }
QLineEdit[problem="error"]:focus, QPlainTextEdit[problem="error"]:focus {
    border: 2px solid $bad;
}
QLineEdit[problem="warning"]:focus, QPlainTextEdit[problem="warning"]:focus {
    border: 2px solid $warn;
}
QLineEdit:read-only, QPlainTextEdit:read-only, QFrame[look="box"][closed="true"] {
    background: $ground; color: $muted; border-color: $line;
}
QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: 0; padding: 0; min-height: 0; background: transparent;
}
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: none; }
QListView {
    background: $panel; border: 1px solid $edge; border-radius: 6px; outline: 0; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $accent;
}
QListView::item { min-height: 30px; padding: 0 6px; border-radius: 4px; }
QListView::item:hover { background: $ground; }
QListView::item:selected { background: $accent_soft; color: $accent; }
QTextBrowser { background: $panel; border: 1px solid $line; border-radius: 8px; }
QTextBrowser:focus { border: 1px solid $accent; }
QFrame[look="menu"] { background: $panel; border: 1px solid $edge; }
QFrame[look="menu"] QListView { border: 0; padding: 0; }
QListView[look="sections"] { background: transparent; border: 0; padding: 0; }
QListView[look="sections"]::item { padding: 0 10px; border: 1px solid transparent; }
QListView[look="sections"]::item:hover { background: $panel; }
QListView[look="sections"]::item:selected { background: $accent_soft; color: $accent; }
QListView[look="sections"]::item:focus { border: 2px solid $accent; padding: 0 9px; }

QTableView {
    background: $panel; border: 1px solid $line; border-radius: 8px; padding: 0;
    gridline-color: $line; outline: 0;
}
QWidget[look="past"] { background: $ground; border-left: 1px solid $line; }
QLabel[look="slip"] { font-size: 22pt; font-weight: 600; }
QTableView:focus { border: 1px solid $accent; }
QHeaderView { background: transparent; border: 0; padding: 0; }
QHeaderView::section {
    background: $panel; color: $muted; border: 0; border-bottom: 1px solid $line;
    padding: 0 12px; min-height: 34px;
}
QTableCornerButton::section { background: $panel; border: 0; }

QRadioButton, QCheckBox { spacing: 8px; min-height: 30px; background: transparent; }
QRadioButton::indicator, QCheckBox::indicator { width: 16px; height: 16px; }
QCheckBox::indicator { border: 1px solid $edge; border-radius: 4px; background: $field; }
QCheckBox::indicator:checked { border-color: $accent; background: $accent; }
QRadioButton::indicator {
    border: 1px solid $edge; border-radius: 9px; background: $field;
}
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; }
QRadioButton:focus, QCheckBox:focus { color: $accent; font-weight: 600; }

QProgressBar {
    background: $track; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QProgressBar[look="bad"]::chunk { background: $bad; }
QProgressBar[look="warn"]::chunk { background: $warn; }
QProgressBar[look="ok"]::chunk { background: $ok; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QWidget[look="side"] QScrollBar:vertical { width: 8px; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QWidget[look="side"] QScrollBar::handle { border-radius: 2px; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: 0; width: 0; height: 0;
}
QCalendarWidget QWidget { background: $panel; alternate-background-color: $ground; }
QCalendarWidget QToolButton { padding: 4px 8px; border-radius: 4px; }
QCalendarWidget QToolButton:hover { background: $accent_soft; }
QCalendarWidget QAbstractItemView { border: 0; selection-background-color: $accent;
    selection-color: $on_accent; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenu { background: $panel; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 16px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }

QFrame[look="banner-bad"] { background: $bad_soft; border-bottom: 1px solid $bad; }
QFrame[look="banner-warn"] { background: $warn_soft; border-bottom: 1px solid $warn; }
QFrame[look="banner-ok"] { background: $ok_soft; border-bottom: 1px solid $ok; }
""")
