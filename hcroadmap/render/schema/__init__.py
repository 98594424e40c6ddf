"""JSON Schema of the YAML files, for editors."""
