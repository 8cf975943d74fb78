"""Published rows in, a view out: a module for each page. Nothing here asks the database."""
