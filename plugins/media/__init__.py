"""Pictures: web fonts, slogan and share cards, pictures that editors supply; rules only a picture or a font can answer."""
