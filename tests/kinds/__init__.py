"""Reports as files of every kind: a page of paragraphs and grids, and a writer a kind."""
