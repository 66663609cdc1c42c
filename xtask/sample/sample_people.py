"""Customers' people and the teams' scorecards in the invented book."""

import random
from datetime import timedelta

import sample_words as w

# Per account its people: role, title, power, recognition, participation, information, guidance;
# a dot is "not assessed".
CHAINS = {
    # The largest customer: its technology chief, a decider, stands against us.
    0: "A gm 5 1 1 1 0|D cto 5 -1 0 -1 .|D vp 4 2 2 1 1|S buy 3 2 1 2 1|S plant 3 3 3 2 3|I it 2 1 1 1 .",
    # The disputed order: the approver is not assessed, one coach.
    1: "A gm 5 . . . .|D vp 5 1 2 1 1|S buy 4 1 1 0 1|S cto 4 2 2 3 3|I eng 2 1 . . .",
    2: "A gm 5 2 2 1 1|D vp 4 3 3 2 3|S cto 4 2 2 2 2|I it 2 1 1 1 0",
    3: "A gm 5 1 1 1 1|D vp 5 2 2 2 2|S buy 3 1 1 1 0|S cto 4 1 2 1 1|I plant 3 2 2 1 1",
    4: "A gm 5 2 1 1 1|D buy 4 2 2 2 1|S cto 4 3 2 3 3|I eng 2 1 1 1 1",
    5: "A gm 5 0 0 0 .|D vp 4 1 1 1 0|S plant 3 1 1 0 1|I eng 1 1 . . .",
    6: "A gm 5 1 2 1 1|D cfo 4 0 1 0 0|S buy 3 2 2 1 1|I it 2 1 1 1 1",
    7: "D vp 5 1 1 1 1|S cto 4 2 1 2 1|I eng 2 0 0 1 .",
    8: "A gm 5 0 0 . .|D it 4 1 1 1 1|S buy 3 1 0 1 0",
    9: "A gm 5 1 1 0 1|D cto 4 2 2 2 2|S buy 3 1 1 1 1|I plant 2 1 2 1 1",
    10: "A gm 5 2 2 2 1|D buy 4 2 2 1 1|S plant 3 2 1 1 1|I eng 2 1 1 1 1",
    11: "D vp 4 0 0 0 .|S cto 4 1 1 1 .|I eng 1 . . . .",
    12: "A gm 5 . . . .|D vp 4 1 0 0 .|S buy 3 0 0 0 0",
    13: "D gm 5 1 1 1 1|S plant 3 1 1 1 0",
    17: "D vp 4 0 . . .|S eng 2 1 1 . .",
}

# Per account: actuals of new orders (万), project margin (%), deciders on our side (%), satisfaction,
# days to a proposal, on-time delivery (%), certified people; then target of new orders in 万.
TEAMS = {
    0: (4300, 23, 70, 86, 6, 94, 5, 4500),
    1: (900, 17, 62, 81, 9, 91, 3, 1000),
    2: (310, 7, 83, 93, 4, 97, 3, 900),
    3: (2450, 20, 66, 84, 7, 92, 4, 2500),
    4: (2150, 26, 75, 88, 6, 95, 4, 2000),
    5: (1050, 12, 40, 68, 16, 79, 1, 1900),
    6: (1700, 22, 68, 83, 8, 93, 3, 1700),
    9: (760, 19, 64, 85, 7, None, 2, 800),
    10: (720, 24, 77, 90, 5, 96, 2, 700),
}
# KPI: quadrant, direction, unit, weight, target, floor, stretch; new orders take the team's own.
CARD = {
    "orders": ("F", "up", "money", 60, None, 0.6, 1.3),
    "margin": ("F", "up", "percent", 40, 20, 12, 28),
    "support": ("C", "up", "percent", 60, 70, 50, 90),
    "satisfaction": ("C", "up", "plain", 40, 85, 70, 95),
    "response": ("P", "down", "plain", 50, 7, 14, 3),
    "ontime": ("P", "up", "percent", 50, 93, 85, 99),
    "experts": ("L", "up", "plain", 100, 3, 1, None),
}
SPLITS = {"orders": (70, 20, 10), "margin": (40, 30, 30), "support": (80, 20, 0), "response": (10, 90, 0), "ontime": (0, 20, 80)}


def contacts(seed, as_of):
    """One row per assessment; some people are assessed twice."""
    draw = random.Random(seed + 3)
    rows = []
    for account, chain in CHAINS.items():
        for place, text in enumerate(chain.split("|")):
            role, title, power, *levels = text.split()
            levels = [None if level == "." else int(level) for level in levels]
            known = any(level is not None for level in levels)
            name = (w.FAMILY[(account + place) % len(w.FAMILY)], w.GIVEN[(account * 2 + place) % len(w.GIVEN)])
            row = {
                "account": account, "name": name, "title": title, "role": role, "power": int(power), "levels": levels,
                "target": draw.choice([1, 2, 2, 3]) if known else None, "assessor": w.AR[account % 5] if known else None,
                "as_of": as_of - timedelta(days=draw.randrange(5, 170)) if known else None,
                "evidence": draw.choice([*w.EVIDENCE, None, None]) if known else None,
            }
            rows.append(row)
    rows += second_opinions(rows, as_of)
    # Dirty: there is no level 5.
    next(r for r in rows if r["account"] == 13)["levels"][2] = 5
    veto = next(r for r in rows if r["account"] == 0 and r["title"] == "cto")
    veto |= {"evidence": w.EVIDENCE[1], "target": 1, "as_of": as_of - timedelta(days=26)}
    return sorted(rows, key=lambda row: row["account"])


def second_opinions(rows, as_of):
    """The solution manager's view of the same people, and last year's level of three of them."""
    def again(row, levels, assessor, as_of):
        return row | {"levels": levels, "assessor": assessor, "as_of": as_of, "evidence": None}

    first = {(r["account"], r["title"]): r for r in rows}
    late = as_of - timedelta(days=20)
    old = as_of - timedelta(days=330)
    return [
        again(first[0, "vp"], [1, 2, 1, 1], w.SR[0], first[0, "vp"]["as_of"] - timedelta(days=10)),
        again(first[3, "vp"], [0, 2, 2, 1], w.SR[0], first[3, "vp"]["as_of"] - timedelta(days=15)),
        again(first[4, "cto"], [2, 2, 3, 3], w.SR[1], late),
        again(first[2, "vp"], [1, 1, 0, 0], w.AR[2], old),
        again(first[2, "gm"], [0, 0, 0, None], w.AR[2], old),
        again(first[0, "cto"], [0, 0, 0, None], w.AR[0], old),
    ]


def kpis():
    """account, KPI, quadrant, direction, unit, weight, actual, target, floor, stretch, split."""
    for account, (*actuals, order_target) in TEAMS.items():
        for (name, (quadrant, direction, unit, weight, target, floor, stretch)), actual in zip(CARD.items(), actuals):
            if name == "orders":
                target, floor, stretch = order_target, round(order_target * floor), round(order_target * stretch)
            split = SPLITS.get(name) if account not in (5, 10) else None
            yield account, name, quadrant, direction, unit, weight, actual, target, floor, stretch, split
