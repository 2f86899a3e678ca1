"""The nouns of the graph, one file each. A class here declares a shape; what resolves is always a fact."""
