"""The menu: what is sold, at which price, and how often it stands on small and on large bills. All invented."""

from __future__ import annotations

from typing import NamedTuple


class Item(NamedTuple):
    """An item: names, category, price and cost of goods in cents, weight on small bills and on the lines of meals."""

    name: str
    zh: str
    category: str
    price: int
    cost: int
    small: float
    meal: float


CATEGORIES = (
    ("brewed", "现煮咖啡与茶"),
    ("handcrafted", "手工调制饮品"),
    ("bakery", "烘焙"),
    ("hot_food", "热食早餐"),
    ("lunch", "午餐轻食"),
    ("at_home", "咖啡豆"),
    ("merchandise", "杯具周边"),
)

MENU = (  # cents; weights relative to the others: invented; price range of a US coffee shop in 2025
    Item("Brewed Coffee, small", "现煮咖啡（小杯）", "brewed", 265, 52, 14.0, 1.0),
    Item("Brewed Coffee, medium", "现煮咖啡（中杯）", "brewed", 295, 60, 20.0, 2.0),
    Item("Brewed Coffee, large", "现煮咖啡（大杯）", "brewed", 325, 68, 13.0, 2.0),
    Item("Dark Roast, medium", "深烘咖啡（中杯）", "brewed", 305, 62, 10.0, 1.0),
    Item("Hot Tea", "热茶", "brewed", 285, 40, 9.0, 1.0),
    Item("Iced Tea", "冰茶", "brewed", 345, 46, 6.0, 1.5),
    Item("Espresso", "浓缩咖啡", "brewed", 275, 58, 7.0, 0.5),
    Item("Double Espresso", "双份浓缩咖啡", "brewed", 315, 74, 6.0, 0.5),
    Item("Cold Brew", "冷萃咖啡", "handcrafted", 535, 108, 0.0, 6.0),
    Item("Caffe Latte, medium", "拿铁（中杯）", "handcrafted", 555, 130, 0.0, 9.0),
    Item("Caffe Latte, large", "拿铁（大杯）", "handcrafted", 635, 150, 0.0, 8.0),
    Item("Cappuccino", "卡布奇诺", "handcrafted", 555, 123, 0.0, 5.0),
    Item("Flat White", "澳白", "handcrafted", 615, 136, 0.0, 4.0),
    Item("Vanilla Latte, large", "香草拿铁（大杯）", "handcrafted", 705, 163, 0.0, 6.0),
    Item("Mocha, medium", "摩卡（中杯）", "handcrafted", 655, 161, 0.0, 5.0),
    Item("Caramel Macchiato", "焦糖玛奇朵", "handcrafted", 665, 154, 0.0, 6.0),
    Item("Chai Latte", "茶拿铁", "handcrafted", 625, 134, 0.0, 4.0),
    Item("Matcha Latte", "抹茶拿铁", "handcrafted", 665, 156, 0.0, 4.0),
    Item("Iced Shaken Espresso", "冰摇浓缩咖啡", "handcrafted", 685, 152, 0.0, 6.0),
    Item("Fruit Refresher", "果味冰饮", "handcrafted", 585, 114, 0.0, 6.0),
    Item("Blended Coffee", "咖啡冰沙", "handcrafted", 685, 167, 0.0, 5.0),
    Item("Hot Chocolate", "热巧克力", "handcrafted", 495, 112, 0.0, 2.0),
    Item("Cookie", "曲奇", "bakery", 295, 88, 6.0, 2.0),
    Item("Cake Pop", "棒棒蛋糕", "bakery", 335, 98, 5.0, 2.0),
    Item("Banana Bread", "香蕉面包", "bakery", 395, 116, 2.0, 3.0),
    Item("Butter Croissant", "黄油可颂", "bakery", 395, 118, 2.0, 4.0),
    Item("Blueberry Muffin", "蓝莓麦芬", "bakery", 385, 114, 0.0, 3.0),
    Item("Cheese Danish", "芝士丹麦酥", "bakery", 415, 124, 0.0, 3.0),
    Item("Oatmeal", "燕麦粥", "hot_food", 495, 114, 0.0, 2.0),
    Item("Egg Bites", "蒸蛋", "hot_food", 645, 194, 0.0, 6.0),
    Item("Bacon Egg Sandwich", "培根鸡蛋三明治", "hot_food", 635, 200, 0.0, 6.0),
    Item("Spinach Wrap", "菠菜卷", "hot_food", 585, 180, 0.0, 3.0),
    Item("Sausage Sandwich", "香肠三明治", "hot_food", 555, 174, 0.0, 4.0),
    Item("Turkey Panini", "火鸡帕尼尼", "lunch", 895, 306, 0.0, 3.0),
    Item("Tomato Mozzarella Panini", "番茄芝士帕尼尼", "lunch", 845, 288, 0.0, 3.0),
    Item("Protein Box", "蛋白餐盒", "lunch", 835, 315, 0.0, 3.0),
    Item("Whole Beans, 250 g", "咖啡豆（250 克）", "at_home", 1_295, 520, 0.0, 0.5),
    Item("Travel Tumbler", "随行杯", "merchandise", 2_295, 920, 0.0, 0.3),
    Item("Mug", "马克杯", "merchandise", 1_495, 560, 0.0, 0.3),
)
