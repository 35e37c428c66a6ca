"""Pages as markup and as language: what HTML renders to, what its metadata say, whose the page is."""
