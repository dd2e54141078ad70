"""The products on sale: the same for every block of a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Floats, Ints, Texts
from generator.cases.amazon.parameters import BASKETS, CATEGORIES
from generator.frames import labels
from generator.pools import pools
from generator.processes.guide_table import GuideTable
from generator.streams import Streams

NOUNS = {
    "grocery": ("Coffee Beans", "Green Tea", "Olive Oil", "Granola", "Pasta", "Trail Mix", "Hot Sauce", "Rice"),
    "health_beauty": ("Shampoo", "Face Cream", "Toothbrush", "Sunscreen", "Vitamins", "Razor", "Lip Balm", "Soap"),
    "household": ("Storage Box", "Desk Lamp", "Frying Pan", "Bath Towel", "Air Filter", "Knife Set", "Pillow", "Mug"),
    "books": ("Novel", "Cookbook", "Travel Guide", "Biography", "Picture Book", "Workbook", "Crime Story", "Atlas"),
    "apparel": ("Rain Jacket", "Running Shoes", "Wool Socks", "Jeans", "Backpack", "Sweater", "Belt", "Cap"),
    "toys": ("Puzzle", "Building Blocks", "Board Game", "Doll", "Toy Train", "Paint Set", "Kite", "Plush Bear"),
    "electronics": ("Headphones", "Charger", "Keyboard", "Smart Plug", "Monitor", "Tablet", "Speaker", "Camera"),
    "sports": ("Yoga Mat", "Dumbbells", "Tent", "Water Bottle", "Bike Light", "Football", "Sleeping Bag", "Racket"),
}

BELOW_ONE = 1.0 - 2.0**-40


@dataclass(frozen=True, eq=False)
class Products:
    """Products sorted by category and price; one entry a product. Prices and costs are in cents.

    `chance[c]` is the cumulative popularity within category `c`, whose products start at `first[c]`.
    """

    category: Ints
    price: Ints
    cost: Ints
    name: Texts
    brand: Texts
    first: Ints
    chance: tuple[Floats, ...]

    def table(self) -> Columns:
        """The columns of the products table."""
        return {
            "product_id": self.ids(np.arange(len(self.price))),
            "name": self.name,
            "brand": self.brand,
            "category": labels(self.category, [c.name for c in CATEGORIES]),
            "list_price": self.price,
            "unit_cost": self.cost,
        }

    @staticmethod
    def ids(position: Ints) -> Ints:
        """The product_id of each position."""
        return position + 1_001

    @cached_property
    def _steps(self) -> GuideTable:
        """The products' shares of their category, one category after the other on one axis."""
        return GuideTable.of(np.concatenate([[0.0], *(c + chance for c, chance in enumerate(self.chance))]))

    def choose(self, category: Ints, rank: Floats) -> Ints:
        """The product at a price rank (0 cheapest, 1 dearest, weighted by popularity) of each category."""
        return self._steps.find(category.astype(np.float64) + np.minimum(rank, BELOW_ONE))


def _shop_price(dollars: Floats, ending: Floats) -> Ints:
    """Prices as shops put them: mostly .99, some .49, some whole dollars, in cents."""
    nines, halves = BASKETS.endings
    whole = np.maximum(np.floor(dollars), 2.0).astype(np.int64) * 100
    return np.asarray(whole + np.select([ending < nines, ending < nines + halves], [99, 49], 0), dtype=np.int64)


@lru_cache(maxsize=8)
def products(streams: Streams) -> Products:
    """The products of a run, from its shared streams."""
    random = streams.of("products")
    shares = np.array([c.share for c in CATEGORIES])
    sizes = np.maximum((BASKETS.products * shares / shares.sum()).round().astype(np.int64), 8)
    category = np.repeat(np.arange(len(CATEGORIES)), sizes)
    median, spread, margin = (
        np.array([getattr(c, f) for c in CATEGORIES])[category] for f in ("price", "spread", "margin")
    )
    dollars = median * np.exp(spread * random.standard_normal(len(category)))
    price = _shop_price(dollars, random.random(len(category)))
    price = price[np.lexsort((price, category))]
    own_margin = np.clip(margin + BASKETS.margin_spread * random.standard_normal(len(category)), *BASKETS.margins)
    brands = (
        pools("en_US").surnames.entries.take(pa.array(random.integers(0, BASKETS.brands, len(category)))).to_pylist()
    )
    nouns = [NOUNS[CATEGORIES[c].name][n] for c, n in zip(category, random.integers(0, 8, len(category)), strict=True)]
    popularity = np.exp(BASKETS.popularity * random.standard_normal(len(category)))
    parts = np.split(popularity, np.cumsum(sizes)[:-1])
    return Products(
        category=category,
        price=price,
        cost=np.round(price * (1.0 - own_margin)).astype(np.int64),
        name=pa.array([f"{brand} {noun}" for brand, noun in zip(brands, nouns, strict=True)], pa.large_string()),
        brand=pa.array(brands, pa.large_string()),
        first=np.r_[0, np.cumsum(sizes)[:-1]],
        chance=tuple(np.cumsum(part) / part.sum() for part in parts),
    )
