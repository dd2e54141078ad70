"""Places in the United States, so that city, state, postcode and phone agree. Population: 2020 census, in thousands."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A city with its state, the first three digits of its ZIP codes, its area code and its size."""

    city: str
    state: str
    zip3: str
    area_code: str
    thousands: int
    remote: bool = False


US_PLACES: tuple[Place, ...] = (
    Place("Seattle", "WA", "981", "206", 737),
    Place("Portland", "OR", "972", "503", 653),
    Place("San Francisco", "CA", "941", "415", 874),
    Place("Los Angeles", "CA", "900", "213", 3899),
    Place("San Diego", "CA", "921", "619", 1387),
    Place("San Jose", "CA", "951", "408", 1013),
    Place("Sacramento", "CA", "958", "916", 525),
    Place("Fresno", "CA", "937", "559", 542),
    Place("Las Vegas", "NV", "891", "702", 642),
    Place("Phoenix", "AZ", "850", "602", 1608),
    Place("Tucson", "AZ", "857", "520", 543),
    Place("Denver", "CO", "802", "303", 716),
    Place("Salt Lake City", "UT", "841", "801", 200),
    Place("Boise", "ID", "837", "208", 236),
    Place("Albuquerque", "NM", "871", "505", 565),
    Place("Dallas", "TX", "752", "214", 1304),
    Place("Houston", "TX", "770", "713", 2305),
    Place("Austin", "TX", "787", "512", 962),
    Place("San Antonio", "TX", "782", "210", 1435),
    Place("Oklahoma City", "OK", "731", "405", 681),
    Place("Kansas City", "MO", "641", "816", 508),
    Place("St. Louis", "MO", "631", "314", 302),
    Place("Omaha", "NE", "681", "402", 486),
    Place("Minneapolis", "MN", "554", "612", 430),
    Place("Milwaukee", "WI", "532", "414", 577),
    Place("Chicago", "IL", "606", "312", 2746),
    Place("Indianapolis", "IN", "462", "317", 888),
    Place("Columbus", "OH", "432", "614", 906),
    Place("Cleveland", "OH", "441", "216", 373),
    Place("Cincinnati", "OH", "452", "513", 309),
    Place("Detroit", "MI", "482", "313", 639),
    Place("Pittsburgh", "PA", "152", "412", 303),
    Place("Philadelphia", "PA", "191", "215", 1604),
    Place("New York", "NY", "100", "212", 1694),
    Place("Brooklyn", "NY", "112", "718", 2736),
    Place("Buffalo", "NY", "142", "716", 278),
    Place("Boston", "MA", "021", "617", 676),
    Place("Providence", "RI", "029", "401", 191),
    Place("Hartford", "CT", "061", "860", 121),
    Place("Newark", "NJ", "071", "973", 312),
    Place("Baltimore", "MD", "212", "410", 586),
    Place("Washington", "DC", "200", "202", 690),
    Place("Richmond", "VA", "232", "804", 227),
    Place("Raleigh", "NC", "276", "919", 468),
    Place("Charlotte", "NC", "282", "704", 875),
    Place("Charleston", "SC", "294", "843", 150),
    Place("Atlanta", "GA", "303", "404", 499),
    Place("Jacksonville", "FL", "322", "904", 950),
    Place("Orlando", "FL", "328", "407", 308),
    Place("Tampa", "FL", "336", "813", 385),
    Place("Miami", "FL", "331", "305", 442),
    Place("Birmingham", "AL", "352", "205", 201),
    Place("Nashville", "TN", "372", "615", 689),
    Place("Memphis", "TN", "381", "901", 633),
    Place("Louisville", "KY", "402", "502", 387),
    Place("New Orleans", "LA", "701", "504", 384),
    Place("Little Rock", "AR", "722", "501", 203),
    Place("Des Moines", "IA", "503", "515", 214),
    Place("Anchorage", "AK", "995", "907", 291, True),
    Place("Honolulu", "HI", "968", "808", 351, True),
    Place("Billings", "MT", "591", "406", 117, True),
    Place("Fargo", "ND", "581", "701", 126, True),
    Place("Burlington", "VT", "054", "802", 45, True),
    Place("Portland", "ME", "041", "207", 68, True),
)
