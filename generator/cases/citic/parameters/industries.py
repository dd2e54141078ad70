"""The industries of the corporate clients. "invented" means chosen to make a credible portfolio."""

from __future__ import annotations

from dataclasses import dataclass

EVEN = (1.0,) * 12
HARVEST = (0.8, 0.6, 0.8, 0.8, 0.8, 0.9, 0.9, 1.0, 1.4, 1.6, 1.3, 1.1)
BUILDING = (0.8, 0.5, 0.9, 1.0, 1.1, 1.1, 1.0, 1.0, 1.1, 1.1, 1.1, 1.3)
FACTORY = (0.9, 0.65, 1.0, 1.0, 1.0, 1.05, 1.0, 1.0, 1.1, 1.0, 1.1, 1.2)
SHOP = (1.2, 1.0, 0.85, 0.9, 1.0, 1.05, 0.9, 0.9, 1.0, 1.0, 1.15, 1.05)
SCHOOL = (0.7, 1.3, 1.1, 0.8, 0.8, 0.9, 0.8, 1.4, 1.8, 0.9, 0.8, 0.7)
HEATING = (1.3, 1.2, 1.0, 0.9, 0.8, 0.85, 1.05, 1.05, 0.9, 0.9, 1.0, 1.15)
PROJECT = (0.6, 0.5, 0.9, 0.8, 0.9, 1.2, 0.8, 0.8, 1.1, 0.9, 1.1, 2.4)


@dataclass(frozen=True)
class Industry:
    """One industry. All invented but the names, which follow the usual divisions (GB/T 4754).

    `share` of the firms; `words` that company names use; `revenue`, CNY a month and employee; `hazard`, times the usual
    hazard of beginning to leave; `leverage`, times the usual borrowing; `payroll`, share with payroll at the bank;
    `amplitude` and `phase` (months) of the business cycle, `season`, weight of January to December; `fit`, the plan
    that meets its needs.
    """

    name: str
    zh: str
    words: tuple[str, ...]
    share: float
    revenue: float
    hazard: float
    leverage: float
    payroll: float
    amplitude: float
    phase: float
    season: tuple[float, ...]
    fit: str


INDUSTRIES = (
    Industry(
        "machinery",
        "机械制造",
        ("机械", "精密机械", "重工", "装备制造"),
        0.130,
        75e3,
        0.95,
        1.3,
        0.50,
        0.14,
        0.0,
        FACTORY,
        "credit",
    ),
    Industry(
        "wholesale",
        "批发贸易",
        ("贸易", "商贸", "进出口", "供应链管理"),
        0.150,
        260e3,
        1.25,
        1.1,
        0.28,
        0.12,
        6.0,
        FACTORY,
        "treasury",
    ),
    Industry(
        "construction",
        "建筑工程",
        ("建设工程", "建筑安装", "市政工程", "装饰工程"),
        0.110,
        90e3,
        1.35,
        1.4,
        0.40,
        0.22,
        14.0,
        BUILDING,
        "credit",
    ),
    Industry(
        "electronics",
        "电子制造",
        ("电子", "半导体", "光电科技", "精密电子"),
        0.090,
        85e3,
        0.85,
        1.0,
        0.62,
        0.18,
        26.0,
        FACTORY,
        "payroll",
    ),
    Industry(
        "textiles",
        "纺织服装",
        ("纺织", "服饰", "针织", "印染"),
        0.070,
        55e3,
        1.45,
        1.1,
        0.42,
        0.12,
        10.0,
        FACTORY,
        "credit",
    ),
    Industry(
        "chemicals",
        "化工材料",
        ("化工", "新材料", "涂料", "塑胶制品"),
        0.060,
        110e3,
        0.90,
        1.3,
        0.48,
        0.20,
        20.0,
        FACTORY,
        "credit",
    ),
    Industry(
        "logistics",
        "物流运输",
        ("物流", "货运代理", "供应链", "仓储"),
        0.070,
        80e3,
        1.20,
        0.9,
        0.46,
        0.12,
        4.0,
        SHOP,
        "treasury",
    ),
    Industry(
        "software",
        "软件信息",
        ("软件", "信息技术", "网络科技", "数据服务"),
        0.080,
        60e3,
        1.10,
        0.4,
        0.72,
        0.08,
        30.0,
        PROJECT,
        "payroll",
    ),
    Industry(
        "food", "食品加工", ("食品", "粮油", "乳业", "饮料"), 0.060, 80e3, 0.80, 1.0, 0.45, 0.06, 2.0, SHOP, "treasury"
    ),
    Industry(
        "retail",
        "零售连锁",
        ("商业连锁", "超市", "百货", "电子商务"),
        0.060,
        95e3,
        1.15,
        0.8,
        0.52,
        0.09,
        8.0,
        SHOP,
        "treasury",
    ),
    Industry(
        "real_estate",
        "房地产",
        ("置业", "房地产开发", "物业管理"),
        0.035,
        150e3,
        1.60,
        1.8,
        0.35,
        0.30,
        16.0,
        BUILDING,
        "credit",
    ),
    Industry(
        "healthcare",
        "医药医疗",
        ("医药", "医疗器械", "生物科技", "健康管理"),
        0.025,
        90e3,
        0.55,
        0.7,
        0.70,
        0.05,
        0.0,
        EVEN,
        "payroll",
    ),
    Industry(
        "education",
        "教育培训",
        ("教育科技", "文化教育", "教育咨询"),
        0.020,
        30e3,
        1.05,
        0.3,
        0.78,
        0.08,
        12.0,
        SCHOOL,
        "payroll",
    ),
    Industry(
        "media",
        "文化传媒",
        ("文化传媒", "广告", "影视", "会展服务"),
        0.015,
        60e3,
        1.40,
        0.4,
        0.55,
        0.12,
        22.0,
        PROJECT,
        "treasury",
    ),
    Industry(
        "agriculture",
        "农林牧渔",
        ("农业科技", "种业", "牧业", "水产"),
        0.012,
        45e3,
        0.90,
        1.2,
        0.22,
        0.10,
        18.0,
        HARVEST,
        "credit",
    ),
    Industry(
        "energy",
        "能源电力",
        ("能源", "电力工程", "燃气", "新能源"),
        0.007,
        180e3,
        0.40,
        1.6,
        0.66,
        0.10,
        24.0,
        HEATING,
        "credit",
    ),
    Industry("mining", "矿产开采", ("矿业", "矿产资源"), 0.003, 140e3, 0.75, 1.5, 0.45, 0.28, 28.0, FACTORY, "credit"),
    Industry("aviation", "航空航天", ("航空", "航空设备"), 0.002, 120e3, 0.45, 1.2, 0.75, 0.14, 6.0, EVEN, "payroll"),
    Industry(
        "shipbuilding", "船舶制造", ("船舶", "海洋工程"), 0.001, 130e3, 0.85, 1.6, 0.60, 0.24, 32.0, PROJECT, "credit"
    ),
)
