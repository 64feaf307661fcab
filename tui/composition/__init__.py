"""The one room that knows which store is in use: everything else asks for a library here."""
