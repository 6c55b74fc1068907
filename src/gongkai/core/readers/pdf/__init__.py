"""PDF 文件: characters and ruling lines of a PDF → a flow.

document, sheet   opens the file within limits; a page as plain records, upright, measured from its top left
calls             pdfium asked for a whole page at a time, as plain numbers
annotations, covers  filled fields made part of the page; figures covered or struck out by what is drawn later
glyphs, strokes   pdfium's characters and drawings, without watermarks, doubles and what nobody sees
ruling, cells     rules → grids of cells with their spans; characters → cells
lines, gutters    characters → lines and words, figures never joined over a gap; two columns of text
unruled           tables whose columns or rows are not ruled, by how figures stand under each other
words             every word of a PDF, for whoever looks for words alone
arrange, blocks   a page's lines and tables in reading order
furniture, pages  page marks and headers left out; what the end of a line or page has cut made whole
"""

from gongkai.core.readers.pdf.document import flow

__all__ = ["flow"]
