"""The screens of brief, one a module."""
