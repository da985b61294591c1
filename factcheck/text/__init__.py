"""From a source's text to its layout: paragraphs, sentences, quotations, dateline."""
