"""The language server: what a desk finds, in the words of the reports, as an editor asks for it. It judges nothing and says nothing of its own."""
