"""What makes spaCy faster and changes nothing that it says."""
