"""A piece of news that tests of reading write down in many forms."""

TITLE = "某市上半年经济运行稳中有进"
FIRST = "今年上半年，全市实现地区生产总值1234.5亿元，同比增长6.2%。"
SECOND = "其中工业增加值600.2亿元，增长7.0%。"
SHORT = "晋江今年新签约21个项目。"
LONG = f"{TITLE}\n{FIRST}{SECOND}\n" * 20
TRADITIONAL = "港口第二季貨櫃吞吐量為371.2萬個，按年下跌3.6%。"
