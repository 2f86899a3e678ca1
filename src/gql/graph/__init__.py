"""What a field is made of: how it is declared, loaded, permitted and described."""
