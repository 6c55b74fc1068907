"""命令行: the one command, `gongkai`. What it takes and prints is a contract; its pure parts import no
Django."""
