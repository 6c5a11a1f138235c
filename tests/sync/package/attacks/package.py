"""Attacks on the XML and on the package (rules C and D)."""

from sync.package import opc
from tests.sync.package import sealed
from tests.sync.package.attacks.catalogue import attack
from tests.sync.package.forge import (
    SHEET1,
    SHEET1_RELS,
    SHEET2,
    STYLES,
    TABLE,
    THEME,
    WORKBOOK_RELS,
    WORKSHEET,
    Forgery,
)


@attack("C.markup")
def doctype_with_entity(f: Forgery) -> None:
    f.parts[TABLE] = b'<!DOCTYPE table [<!ENTITY e "x">]>' + f.parts[TABLE]
    f.sign()


@attack("C.markup")
def comment_in_styles(f: Forgery) -> None:
    f.swap(STYLES, "</styleSheet>", "<!-- hidden --></styleSheet>")
    f.sign()


@attack("C.markup")
def processing_instruction(f: Forgery) -> None:
    f.swap(THEME, "</a:theme>", "<?run me?></a:theme>")
    f.sign()


@attack("C.markup")
def cdata_section(f: Forgery) -> None:
    f.swap(STYLES, "</styleSheet>", "<extLst><![CDATA[=1+1]]></extLst></styleSheet>")
    f.sign()


@attack("C.markup")
def cells_denser_than_any_of_ours(f: Forgery) -> None:
    cells = "".join(f'<c r="A{n}"><v>{n % 7}</v></c>' for n in range(1, 9_000))
    f.swap(SHEET2, "</sheetData>", f'<row r="9">{cells}</row></sheetData>')
    f.sign()


@attack("C.words")
def formula_in_a_cell(f: Forgery) -> None:
    f.swap(SHEET1, "<v>120</v>", "<f>80+40</f><v>120</v>")
    f.sign()


@attack("C.words")
def old_drawing_in_a_sheet(f: Forgery) -> None:
    f.swap(SHEET2, "</worksheet>", '<legacyDrawing foo="1"/></worksheet>')
    f.sign()


@attack("C.words")
def hidden_column(f: Forgery) -> None:
    f.swap(SHEET2, "<sheetData>", '<cols><col min="1" max="1" hidden="1"/></cols><sheetData>')
    f.sign()


@attack("C.form")
def nested_forty_deep(f: Forgery) -> None:
    f.swap(STYLES, "</styleSheet>", "<ext>" * 40 + "</ext>" * 40 + "</styleSheet>")
    f.sign()


@attack("C.form")
def a_hundred_attributes(f: Forgery) -> None:
    many = " ".join(f'a{n}="1"' for n in range(100))
    f.swap(STYLES, "</styleSheet>", f"<ext {many}/></styleSheet>")
    f.sign()


@attack("C.form")
def another_root_element(f: Forgery) -> None:
    f.swap(TABLE, "<table ", "<queryTable ")
    f.swap(TABLE, "</table>", "</queryTable>")
    f.sign()


@attack("D.names")
def sheet_under_a_foreign_name(f: Forgery) -> None:
    f.parts["xl/worksheets/extra.xml"] = f.parts[SHEET2]
    f.link(WORKBOOK_RELS, "rId9", WORKSHEET, "worksheets/extra.xml")
    f.sign()


@attack("D.names", alone=False)
def macro_project(f: Forgery) -> None:
    f.parts["xl/vbaProject.bin"] = b"macro"
    f.sign()


@attack("D.names", alone=False)
def document_properties_added(f: Forgery) -> None:
    f.parts["docProps/core.xml"] = sealed.workbook()["docProps/core.xml"]


@attack("D.names", alone=False)
def second_signature_part(f: Forgery) -> None:
    f.parts["_xmlsignatures/sig2.xml"] = f.parts[opc.SIGNATURE]


@attack("D.types")
def workbook_declared_with_macros(f: Forgery) -> None:
    main = opc.type_of(opc.WORKBOOK)
    f.swap(opc.CONTENT_TYPES, main, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    f.sign()


@attack("D.types")
def default_type_nobody_needs(f: Forgery) -> None:
    f.swap(opc.CONTENT_TYPES, "</Types>", '<Default ContentType="a/b" Extension="x"/></Types>')


@attack("D.rels")
def white_space_in_relationships(f: Forgery) -> None:
    f.swap(WORKBOOK_RELS, "<Relationship ", "\n  <Relationship ")


@attack("D.rels")
def default_target_mode_left_out(f: Forgery) -> None:
    f.swap(WORKBOOK_RELS, ' TargetMode="Internal"', "")


@attack("D.external")
def table_declared_external(f: Forgery) -> None:
    f.swap(SHEET1_RELS, "Internal", "External")
    f.sign()


@attack("D.external", alone=False)
def link_to_a_web_address(f: Forgery) -> None:
    f.link(SHEET1_RELS, "rId7", opc.OFFICE + "/hyperlink", "http://192.0.2.1/", "External")
    f.sign()


@attack("D.links")
def table_linked_as_something_else(f: Forgery) -> None:
    f.link(SHEET1_RELS, "rId7", opc.OFFICE + "/comments", "/xl/tables/table1.xml")
    f.sign()


@attack("D.sheets")
def hidden_sheet(f: Forgery) -> None:
    f.parts[opc.WORKBOOK] = f.parts[opc.WORKBOOK].replace(
        b'sheetId="2" state="visible"', b'sheetId="2" state="veryHidden"'
    )
    f.sign()


@attack("D.sheets")
def foreign_element_in_the_workbook(f: Forgery) -> None:
    f.swap(opc.WORKBOOK, "</workbook>", "<extLst/></workbook>")
    f.sign()


@attack("D.sheets")
def name_that_is_a_formula(f: Forgery) -> None:
    name = '<definedNames><definedName name="A">SUM(1)</definedName></definedNames>'
    f.swap(opc.WORKBOOK, "<definedNames/>", name)
    f.sign()
