"""The invented book, by hand: accounts, their order, their share plan. Every company is made up.

Money is in 万 (ten thousand units), shares and margins in percent, None is a blank cell.
"""

INDUSTRIES = {
    "power": ("电力", "Power"),
    "rail": ("轨道交通", "Rail"),
    "auto": ("汽车制造", "Automotive"),
    "chem": ("化工", "Chemicals"),
    "pharma": ("医药", "Pharma"),
    "bank": ("金融", "Banking"),
    "mining": ("矿业", "Mining"),
    "port": ("港口物流", "Ports & logistics"),
    "water": ("水务", "Water"),
    "food": ("食品", "Food"),
}

# zh name, en name, industry, region, unit, rank, stage, revenue 2025, potential, order at stake,
# margin, then planned / cross-region / credit / roadmap as Y, N or a dot for blank, own tier, our people
ACCOUNTS = [
    row.split("|")
    for row in """
嵘基电力装备集团|Greyholt Power Group|power|A|A|1|late|9600|52000|4200|24|YYYY|S|14
澜珠轨道交通集团|Lindrake Rail Group|rail|B|A|3|mid|1200|21000|17000|18|YYYN|B|4
霁原医药集团|Jasmoor Pharma|pharma|A|B|6|early|260|12000|1500|16|YNYY|C|5
砚川汽车工业有限公司|Yarrowin Motors|auto|C|A|2|mid|5400|38000|3600|21|YYYY|A|9
珩岳新材料股份有限公司|Harrowfen Materials|chem|A|B|4|late|4300|30000|2400|27|YNYY|A|7
朔临矿业集团|Norvick Mining|mining|C|A|5|mid|3700|26000|2900|19|YYY.|A|6
煦港国际物流有限公司|Ostermoor Ports|port|B|A|3|late|3300|24000|1800|23|NYYY|A|6
溯湾水务集团|Silvane Water|water|B|B|8|mid|2100|18000|1600|22|YNYY|B|5
瑾衡银行|Quenby Bank|bank|A|B|9|mid|1900|22000|2200|29|YYY.|B|4
筠辰电网科技有限公司|Kelvane Grid|power|C|A|7|mid|1650|16000|1300|20|Y.YY|B|4
沐岑食品集团|Marrowby Foods|food|B|B|4|late|1450|9000|700|25|NNYY|B|3
棠屿化学有限公司|Tarnholt Chemicals|chem|C|B|11|mid|1300|11000|900|17|YNY.|B|3
翎舟港务有限公司|Larkhaven Terminals|port|A|A|6|early|480|9500|800|14|YY.Y|C|3
穹石矿山设备有限公司|Quillmont Mining Equipment|mining|A|A|14|mid|860|6200|450|18|NNYY|B|2
槿安制药有限公司|Ivorne Therapeutics|pharma|B|B|12|mid|920|7400|600|26|YNYY|B|3
昱垣汽车零部件有限公司|Ulmere Auto Parts|auto|A|A|15|late|1120|5600|380|15|NNYY|B|3
皓湄食品股份有限公司|Hollowmere Foods|food|C|B|9|mid|640|4800|320|21|N.YY|C|2
泠山水务有限公司|Inverlyn Water|water|A|B|5|early|210|8800|950|12|YY.Y|C|2
琅桥轨道装备有限公司|Dunmarrow Rail Equipment|rail|A|A|8|mid|780|6900|520|17|YNYN|C|2
苇杭船运有限公司|Wexholm Shipping|port|C|A|18|late|560|2600|150|13|NNYY|C|1
榆檀能源有限公司|Elmsgate Energy|power|B|A|12|mid|990|7700|640|19|YNY.|B|3
澈野矿产有限公司|Cinderholt Minerals|mining|B|A|21|early|.|5200|400|.|NNYY|C|1
隽泽生物科技有限公司|Zelmoor Biotech|pharma|C|B|24|early|120|6100|300|22|YN.Y|C|1
晗宁银行|Fallowmere Bank|bank|C|B|16|mid|730|8300|500|28|YNYY|B|2
霖峪水利工程有限公司|Pellgrove Waterworks|water|C|B|13|late|610|2900|180|16|NNYY|C|1
笙达汽车销售有限公司|Birchlyn Car Trade|auto|B|A|33|late|430|1500|90|11|NNYY|C|1
檀峰建材化工有限公司|Dovermoor Coatings|chem|B|B|26|mid|390|2700|160|18|.NYY|C|1
靖渊电力工程有限公司|Verrin Power Works|power|A|A|19|mid|520|4100|260|20|YNYY|C|2
珞晶材料有限公司|Corrinth Crystal|chem|A|B|35|early|80|3300|220|31|NNYY|C|1
绥野农牧食品有限公司|Glaivemont Farms|food|A|B|17|mid|340|2200|110|19|NNYY|C|1
裕岑银行|Ambrevale Bank|bank|B|B|28|early|.|5800|350|.|Y..Y|.|1
湛洲港口机械有限公司|Falkmere Cranes|port|B|A|22|mid|470|3100|240|14|NYYY|C|1
逸骧汽车技术有限公司|Ravensholt Mobility|auto|C|A|9|early|150|9900|700|10|YY.N|C|2
钧陌重工有限公司|Brackenmoor Heavy Industry|mining|C|A|10|mid|690|4600|330|16|NNNY|C|2
沛崖环保水务有限公司|Mistralon Water Care|water|A|B|30|mid|280|1900|130|17|NNYY|C|1
璟朗医疗器械有限公司|Kestrow Medical|pharma|A|B|20|late|450|2100|100|24|NNYY|C|1
弦洲轨道信号有限公司|Osmere Signalling|rail|C|A|11|early|170|7200|480|13|YY.N|C|2
岚庭食品有限公司|Velmoor Foods|food|B|B|41|late|200|900|40|20|NNYY|C|1
汐禾商业银行|Thornmarsh Bank|bank|A|B|.|mid|310|.|.|23|.NYY|.|1
峤远矿业有限公司|Eskmere Mining|mining|A|A|.|.|90|.|.|.|NNNY|C|1
""".strip().splitlines()
]

# Verdicts of group, business unit A and region B: Y, N or a dot. Only the Lindrake order is disputed.
VERDICTS = {0: "YYY", 1: "YNN", 3: "YYY", 4: "YY.", 5: "YYY", 6: "Y.Y", 9: "NNN", 10: "NNN", 13: "NN.", 25: "N.N"}

PRODUCTS = {"control": ("控制系统", "Control systems"), "digital": ("数字化服务", "Digital services")}

# account, product, wallet 2024, 2025, 2026, 2027, our revenue 2024, 2025, basis of the wallet,
# suppliers, our rank, breakthrough planned. The plan: 10 % in 2025, 20 % in 2026, 30 % in 2027.
SHARE = [
    (0, "control", (70000, 74000, 76000, 78000), (7900, 8400), "measured", 5, 2, False),
    (0, "digital", (16000, 18000, 20000, 22000), (900, 1200), "measured", 6, 4, True),
    (1, "control", (19000, 20000, 28000, 24000), (1100, 1200), "estimated", 4, 3, False),
    (3, "control", (42000, 43000, 43000, 44000), (4500, 4700), "measured", 4, 2, False),
    (3, "digital", (6800, 7400, 8000, 8600), (500, 700), "assumed", 7, 5, True),
    (4, "control", (36000, 37000, 37000, 38000), (4100, 4300), "measured", 3, 2, False),
    (5, "control", (33000, 34000, 35000, 36000), (3300, 3700), "estimated", 5, 3, False),
    (6, "control", (30000, 31000, 31000, 32000), (3100, 3300), "measured", 4, 2, False),
    (7, "control", (20000, 21000, 21000, 22000), (1900, 2100), "measured", 6, 3, False),
    (8, "digital", (23000, 24000, 25000, 26000), (1600, 1900), "assumed", 8, 5, True),
    (9, "control", (17000, 18000, 18000, 19000), (1500, 1650), "estimated", 5, 4, False),
    (10, "control", (None, None, None, None), (1400, 1450), None, 3, 1, False),
    (11, "control", (13000, 13500, 14000, 14500), (1200, 1300), "assumed", 6, 4, False),
]
TARGETS = {2026: 20, 2027: 30}
