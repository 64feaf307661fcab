"""The face of brief: the terminal interface and the command line; the only importer of Textual."""
