"""Where people go: real places, invented prices and shares."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {  # kind: Chinese name, weight of departures in January to December (invented)
    "city": ("都市", (0.9, 0.9, 1.0, 1.1, 1.1, 0.9, 1.0, 1.0, 0.9, 1.1, 0.9, 0.9)),
    "beach": ("海滨", (1.5, 1.6, 0.8, 0.7, 0.9, 1.0, 1.4, 1.4, 0.8, 0.9, 0.9, 1.2)),
    "mountain": ("山水", (0.5, 0.6, 1.0, 1.3, 1.2, 1.0, 1.2, 1.2, 1.1, 1.4, 0.7, 0.4)),
    "snow": ("冰雪", (3.2, 2.4, 0.7, 0.3, 0.3, 0.4, 0.6, 0.6, 0.5, 0.6, 1.2, 2.6)),
    "abroad": ("出境", (1.2, 1.3, 0.9, 1.0, 0.9, 1.0, 1.4, 1.4, 0.9, 1.3, 0.8, 0.9)),
}


@dataclass(frozen=True)
class Destination:
    """One destination: kind, popularity within its kind, CNY a person of the journey and of a night."""

    name: str
    zh: str
    kind: str
    weight: float
    fare: float
    night: float


DESTINATIONS = (  # all numbers invented
    Destination("Beijing", "北京", "city", 1.5, 760, 240),
    Destination("Shanghai", "上海", "city", 1.4, 720, 260),
    Destination("Chengdu", "成都", "city", 1.5, 780, 190),
    Destination("Chongqing", "重庆", "city", 1.3, 740, 180),
    Destination("Xi'an", "西安", "city", 1.2, 690, 180),
    Destination("Hangzhou", "杭州", "city", 1.2, 620, 230),
    Destination("Changsha", "长沙", "city", 0.9, 610, 180),
    Destination("Sanya", "三亚", "beach", 2.0, 1_350, 420),
    Destination("Xiamen", "厦门", "beach", 1.2, 860, 250),
    Destination("Qingdao", "青岛", "beach", 1.0, 740, 230),
    Destination("Beihai", "北海", "beach", 0.6, 920, 190),
    Destination("Lijiang", "丽江", "mountain", 1.2, 1_180, 230),
    Destination("Guilin", "桂林", "mountain", 1.0, 820, 180),
    Destination("Zhangjiajie", "张家界", "mountain", 1.0, 880, 190),
    Destination("Jiuzhaigou", "九寨沟", "mountain", 0.8, 1_240, 240),
    Destination("Huangshan", "黄山", "mountain", 0.8, 700, 220),
    Destination("Urumqi", "乌鲁木齐", "mountain", 0.7, 1_900, 230),
    Destination("Harbin", "哈尔滨", "snow", 1.2, 1_050, 230),
    Destination("Changbaishan", "长白山", "snow", 0.6, 1_120, 300),
    Destination("Bangkok", "曼谷", "abroad", 1.3, 1_900, 300),
    Destination("Tokyo", "东京", "abroad", 1.5, 2_900, 520),
    Destination("Singapore", "新加坡", "abroad", 0.9, 2_400, 620),
    Destination("Kuala Lumpur", "吉隆坡", "abroad", 0.8, 1_800, 320),
    Destination("Hong Kong", "香港", "abroad", 1.2, 1_300, 560),
    Destination("Bali", "巴厘岛", "abroad", 0.7, 2_800, 480),
    Destination("Paris", "巴黎", "abroad", 0.4, 6_200, 760),
    Destination("Sydney", "悉尼", "abroad", 0.3, 6_000, 720),
)
