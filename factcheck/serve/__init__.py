"""``factcheck serve``: a page at which a draft is checked against its sources as one types. It judges nothing itself and words nothing."""
