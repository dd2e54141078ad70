"""The cases: one folder each; a folder added here is a case added."""
