"""The engines and frameworks that call us, a page each; a module imports its host, and nothing else does."""
