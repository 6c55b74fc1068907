"""命令行入口: `python -m gongkai.cli` is `gongkai`."""

from gongkai.cli.main import main

if __name__ == "__main__":
    main()
