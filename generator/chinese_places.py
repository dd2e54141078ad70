"""Cities in mainland China, so that city, province, division code, postcode and phone agree.

Division codes: GB/T 2260. Population: 2020 census, in units of ten thousand (万人).
"""

from __future__ import annotations

from typing import NamedTuple

REGIONS = {
    "north": "华北",
    "northeast": "东北",
    "east": "华东",
    "central": "华中",
    "south": "华南",
    "southwest": "西南",
    "northwest": "西北",
}


class ChinesePlace(NamedTuple):
    """A city: its English name, province, region, division code, start of its postcodes, area code and size."""

    city: str
    english: str
    province: str
    region: str
    division: str
    postcode: str
    area_code: str
    ten_thousands: int


CHINESE_PLACES: tuple[ChinesePlace, ...] = (
    ChinesePlace("北京", "Beijing", "北京市", "north", "110105", "100", "010", 2189),
    ChinesePlace("天津", "Tianjin", "天津市", "north", "120101", "300", "022", 1387),
    ChinesePlace("石家庄", "Shijiazhuang", "河北省", "north", "130102", "050", "0311", 1124),
    ChinesePlace("唐山", "Tangshan", "河北省", "north", "130203", "063", "0315", 772),
    ChinesePlace("太原", "Taiyuan", "山西省", "north", "140105", "030", "0351", 530),
    ChinesePlace("呼和浩特", "Hohhot", "内蒙古自治区", "north", "150102", "010", "0471", 345),
    ChinesePlace("沈阳", "Shenyang", "辽宁省", "northeast", "210102", "110", "024", 907),
    ChinesePlace("大连", "Dalian", "辽宁省", "northeast", "210202", "116", "0411", 745),
    ChinesePlace("长春", "Changchun", "吉林省", "northeast", "220102", "130", "0431", 907),
    ChinesePlace("哈尔滨", "Harbin", "黑龙江省", "northeast", "230102", "150", "0451", 1001),
    ChinesePlace("上海", "Shanghai", "上海市", "east", "310101", "200", "021", 2487),
    ChinesePlace("南京", "Nanjing", "江苏省", "east", "320102", "210", "025", 931),
    ChinesePlace("苏州", "Suzhou", "江苏省", "east", "320508", "215", "0512", 1275),
    ChinesePlace("无锡", "Wuxi", "江苏省", "east", "320213", "214", "0510", 746),
    ChinesePlace("常州", "Changzhou", "江苏省", "east", "320402", "213", "0519", 528),
    ChinesePlace("杭州", "Hangzhou", "浙江省", "east", "330102", "310", "0571", 1194),
    ChinesePlace("宁波", "Ningbo", "浙江省", "east", "330203", "315", "0574", 940),
    ChinesePlace("温州", "Wenzhou", "浙江省", "east", "330302", "325", "0577", 957),
    ChinesePlace("合肥", "Hefei", "安徽省", "east", "340102", "230", "0551", 937),
    ChinesePlace("福州", "Fuzhou", "福建省", "east", "350102", "350", "0591", 829),
    ChinesePlace("厦门", "Xiamen", "福建省", "east", "350203", "361", "0592", 516),
    ChinesePlace("南昌", "Nanchang", "江西省", "east", "360102", "330", "0791", 626),
    ChinesePlace("济南", "Jinan", "山东省", "east", "370102", "250", "0531", 920),
    ChinesePlace("青岛", "Qingdao", "山东省", "east", "370202", "266", "0532", 1007),
    ChinesePlace("郑州", "Zhengzhou", "河南省", "central", "410102", "450", "0371", 1260),
    ChinesePlace("武汉", "Wuhan", "湖北省", "central", "420102", "430", "027", 1233),
    ChinesePlace("长沙", "Changsha", "湖南省", "central", "430102", "410", "0731", 1005),
    ChinesePlace("广州", "Guangzhou", "广东省", "south", "440103", "510", "020", 1868),
    ChinesePlace("深圳", "Shenzhen", "广东省", "south", "440303", "518", "0755", 1756),
    ChinesePlace("东莞", "Dongguan", "广东省", "south", "441900", "523", "0769", 1047),
    ChinesePlace("佛山", "Foshan", "广东省", "south", "440604", "528", "0757", 950),
    ChinesePlace("南宁", "Nanning", "广西壮族自治区", "south", "450102", "530", "0771", 874),
    ChinesePlace("海口", "Haikou", "海南省", "south", "460105", "570", "0898", 287),
    ChinesePlace("重庆", "Chongqing", "重庆市", "southwest", "500103", "400", "023", 3205),
    ChinesePlace("成都", "Chengdu", "四川省", "southwest", "510104", "610", "028", 2094),
    ChinesePlace("贵阳", "Guiyang", "贵州省", "southwest", "520102", "550", "0851", 599),
    ChinesePlace("昆明", "Kunming", "云南省", "southwest", "530102", "650", "0871", 846),
    ChinesePlace("西安", "Xi'an", "陕西省", "northwest", "610102", "710", "029", 1218),
    ChinesePlace("兰州", "Lanzhou", "甘肃省", "northwest", "620102", "730", "0931", 436),
    ChinesePlace("西宁", "Xining", "青海省", "northwest", "630102", "810", "0971", 247),
    ChinesePlace("银川", "Yinchuan", "宁夏回族自治区", "northwest", "640104", "750", "0951", 286),
    ChinesePlace("乌鲁木齐", "Urumqi", "新疆维吾尔自治区", "northwest", "650102", "830", "0991", 405),
)
