"""Opening, migrating, salvaging, backing up."""
