"""What a query means, what can be searched, what is found."""
