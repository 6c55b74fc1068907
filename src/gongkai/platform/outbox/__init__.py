"""发件箱: mail and messages on their way out."""
