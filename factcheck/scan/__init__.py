"""An archive in which nobody has sorted the articles: read, grouped into stories, each checked, written as tables. See docs/scale.md."""

from factcheck.scan.run import Summary, scan

__all__ = ["Summary", "scan"]
