"""What docs/format.md says of a region, checked part by part."""
