"""The exchanges' industries by their Chinese names, with the exchanges' English ones."""

from collections.abc import Mapping
from types import MappingProxyType

INDUSTRIES: Mapping[str, str] = MappingProxyType(
    {
        "半導體業": "Semiconductor",
        "電腦及週邊設備業": "Computer and Peripheral Equipment",
        "電子零組件業": "Electronic Parts and Components",
        "光電業": "Optoelectronics",
        "通信網路業": "Communications and Internet",
        "電子通路業": "Electronic Products Distribution",
        "資訊服務業": "Information Service",
        "其他電子業": "Other Electronics",
        "數位雲端": "Digital and Cloud Services",
        "電機機械": "Electric Machinery",
        "電器電纜": "Electrical and Cable",
        "綠能環保": "Green Energy and Environmental Services",
        "金融保險業": "Financial and Insurance",
        "航運業": "Shipping and Transportation",
        "汽車工業": "Automobile",
        "鋼鐵工業": "Iron and Steel",
        "生技醫療業": "Biotechnology and Medical Care",
        "化學工業": "Chemicals",
        "塑膠工業": "Plastics",
        "橡膠工業": "Rubber",
        "水泥工業": "Cement",
        "玻璃陶瓷": "Glass and Ceramics",
        "造紙工業": "Paper and Pulp",
        "紡織纖維": "Textiles",
        "食品工業": "Food",
        "建材營造業": "Building Materials and Construction",
        "油電燃氣業": "Oil, Gas and Electricity",
        "貿易百貨業": "Trading and Consumers' Goods",
        "觀光餐旅": "Tourism and Hospitality",
        "居家生活": "Household",
        "運動休閒": "Sports and Leisure",
        "文化創意業": "Cultural and Creative",
        "農業科技業": "Agricultural Technology",
        "其他業": "Other",
    }
)
