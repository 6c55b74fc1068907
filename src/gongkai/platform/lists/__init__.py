"""列表: filters, saved views, bulk acts and exports that all lists of the site share."""
