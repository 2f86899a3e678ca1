"""Pages and files for browsers: GraphiQL, the demo page and the widgets."""
