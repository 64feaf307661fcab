"""What readers add: corrections, bookmarks, what they have read."""
