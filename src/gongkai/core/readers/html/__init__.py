"""网页: an annual report published as a web page, as a flow.

Most pages print their tables plainly; they are read from their bytes (quick.py), which proves itself by the form's own
relations. All others go through the parser's tree (tree.py), whose tables keep their cells and spans (rows.py). A page
may carry its report inside a JSON string or a script instead (carried.py).
"""

from gongkai.core.readers.html.page import flow
from gongkai.core.readers.html.quick import QuickPage, quick_page

__all__ = ["QuickPage", "flow", "quick_page"]
