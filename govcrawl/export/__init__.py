"""Articles to files for analysts."""
