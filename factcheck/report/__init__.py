"""Renderers of a result, one module an output."""
