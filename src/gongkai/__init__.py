"""公开 gongkai: the working system of an open-government-information office.

Order 711 (政府信息公开条例) asks an office to publish, to answer within statutory days and to report each year;
this package reads, checks, derives and keeps what that takes. The floors are described in docs/architecture.md.
"""

__version__ = "0.3.0"
