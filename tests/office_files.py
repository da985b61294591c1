"""Small Word and OpenDocument files, made part by part."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
_SPACES = {"draw": "drawing", "svg": "svg-compatible", **{name: name for name in ("office", "text", "table", "style", "meta")}}
_ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for name, long in _SPACES.items())

# Style ids as a German Word writes them; the names of built-in styles are English everywhere.
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Haus"><w:name w:val="House title"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="a circle"/><w:basedOn w:val="Kreis"/></w:style>
<w:style w:type="paragraph" w:styleId="Punkte"><w:name w:val="List Bullet"/></w:style>
<w:style w:type="paragraph" w:styleId="Bild"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Verz"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Zwischen"><w:name w:val="Crosshead"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
</w:styles>"""


def _relation(sort, target):
    """The part that says where another part of one sort is."""
    return f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Type="{_OFFICE}/{sort}" Target="{target}"/></Relationships>'


def archive(parts, method=zipfile.ZIP_DEFLATED):
    """The bytes of a ZIP file with these parts, in their order, packed in this way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def docx_parts(body, title="", modified="", language=""):
    """The parts of a Word document with this body, by name."""
    told = f"<dc:title>{title}</dc:title><dcterms:modified>{modified}</dcterms:modified><dc:language>{language}</dc:language>"
    return {
        "_rels/.rels": _relation("officeDocument", "word/document2.xml"),
        "word/_rels/document2.xml.rels": _relation("styles", "styles.xml"),
        "word/styles.xml": STYLES,
        "word/document2.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W} {_MC}><w:body>{body}</w:body></w:document>',
        "word/comments.xml": f"<w:comments {W}><w:comment><w:p><w:r><w:t>Is it 999?</w:t></w:r></w:p></w:comment></w:comments>",
        "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>Page 888</w:t></w:r></w:p></w:hdr>",
        "docProps/core.xml": f"<cp:coreProperties {_CORE}>{told}</cp:coreProperties>",
    }


def docx(body, **properties):
    """A Word document with this body."""
    return archive(docx_parts(body, **properties))


def p(words, style="", properties=""):
    """A paragraph of a Word document."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{styled}{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def row(*cells, properties=""):
    """A row of a table in a Word document."""
    return f"<w:tr>{properties}{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"


def odt_parts(body, styles="", title="", modified="", language=""):
    """The parts of an OpenDocument text with this body, by name."""
    told = f"<dc:title>{title}</dc:title><dc:date>{modified}</dc:date><dc:language>{language}</dc:language>"
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "meta.xml": f'<office:document-meta {_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>{told}</office:meta></office:document-meta>',
        "META-INF/manifest.xml": "<manifest/>",
    }


def odt(body, **more):
    """An OpenDocument text with this body; its first part lies in it unpacked, as the format wants it."""
    return archive(odt_parts(body, **more), zipfile.ZIP_STORED)


# One document of each format with all that has a mark of its own.
BODY = (
    p("Toll rises to 1,700", "Haus")
    + p("Contents 3", "Verz")
    + p("In the north", "Zwischen")
    + p("")
    + p("First of 12", "Punkte")
    + p("Second of 12", properties='<w:numPr><w:numId w:val="3"/></w:numPr>')
    + p("No item of 12", "Punkte", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    + p("A map of 3 towns", "Bild")
    + p("Round and round 8", "Kreis")
    + f"<w:tbl>{row('Lasang', '12')}</w:tbl>"
    + '<w:p><w:r><w:t>The mayor counted 14 people.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
)
ODT_STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="P3"/>'
    '<style:style style:name="P3" style:parent-style-name="P2"/><style:style style:name="P4" style:parent-style-name="Illustration"/>'
    '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
)
ODT_BODY = """<text:tracked-changes>
<text:changed-region><text:deletion><text:p>Deleted 99</text:p></text:deletion></text:changed-region>
</text:tracked-changes>
<text:p text:style-name="P1">Toll rises to 1,700</text:p>
<text:table-of-content><text:index-body><text:p>Contents 3</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="2">In the north</text:h>
<text:p/>
<text:list><text:list-item>
  <text:p>First of 12</text:p>
  <text:list><text:list-item><text:p>Second of 12</text:p></text:list-item></text:list>
</text:list-item></text:list>
<text:p text:style-name="P2">No item
   of<text:s text:c="2"/>12<text:line-break/>goes on<text:span text:style-name="T1"> 66</text:span></text:p>
<text:p text:style-name="P4">A map of 3 towns</text:p>
<text:p><draw:frame><draw:text-box><text:p>Box of 5</text:p></draw:text-box><svg:title>Picture 7</svg:title></draw:frame>Text of 6</text:p>
<table:table><table:table-row>
  <table:table-cell><text:p>Lasang</text:p></table:table-cell>
  <table:table-cell><text:p>12</text:p></table:table-cell>
  <table:covered-table-cell/>
</table:table-row></table:table>
<text:p>The <office:annotation><text:p>Is it 99?</text:p></office:annotation>mayor counted 14 people.<text:note>
<text:note-citation>1</text:note-citation><text:note-body><text:p>Says 98.</text:p></text:note-body></text:note></text:p>"""
SAMPLES = {"story.docx": docx(BODY), "story.odt": odt(ODT_BODY, styles=ODT_STYLES)}
