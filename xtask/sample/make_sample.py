#!/usr/bin/env python3
"""Makes the sample workbooks: `python3 xtask/sample/make_sample.py` (needs openpyxl 3.1).

An invented seller of control systems and its 40 invented customers, in Chinese and in English
with the same numbers. The story, which `tests/it/sample.rs` pins:

* Lindrake Rail (澜珠轨道交通): an order of 170 million over three regions. The group's rule passes
  5 of 5; business unit A and region B, which sees 30 million at 11 %, both say no.
* Greyholt Power (嵘基电力装备), the largest customer: its chief technology officer, a decider,
  stands against us.
* The share plan 10 → 20 → 30 % needs more in 2026 than the pipeline is likely to bring.
* Jasmoor Pharma (霁原医药) is being broken into: judged by finance alone its team fails, judged by
  the weights of its stage it passes.

Blank cells and two dirty ones (an amount "to be decided", a level 5) are meant. Everything is
drawn from a fixed seed, and the files carry fixed time stamps: same script, same bytes.
"""

import io
import json
import random
import re
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

import sample_people as people
import sample_words as w
from sample_accounts import ACCOUNTS, INDUSTRIES, PRODUCTS, SHARE, TARGETS, VERDICTS
from sample_deals import deals

AS_OF = date(2026, 6, 30)
SEED = 2026
STAMP = datetime(2026, 6, 30, 9, 0, 0)
OUT = Path(__file__).parents[2] / "www" / "sample"
LANGUAGES = ["zh-CN", "en"]
WAN = 10_000


def money_text(units, language):
    """A text cell as people type it: 1.7亿, 3600万; 170M."""
    if language == "en":
        return f"{units / 1e6:g}M"
    return f"{units / 1e8:g}亿" if units >= 1e8 else f"{units / 1e4:g}万"


class Pick:
    """Chooses the language of every pair."""

    def __init__(self, language):
        self.language = language
        self.index = LANGUAGES.index(language)

    def __call__(self, pair):
        return None if pair is None else pair[self.index]

    def yes(self, letter):
        return self(w.YES_NO.get(letter))

    def account(self, index):
        return ACCOUNTS[index][self.index]


def number(text, scale=1):
    return None if text == "." else int(text) * scale


def account_rows(pick):
    draw = random.Random(SEED)
    for index, a in enumerate(ACCOUNTS):
        (_, _, industry, region, unit, rank, stage, revenue, potential, order, margin, flags, tier, heads) = a
        order = number(order, WAN)
        employees = draw.randrange(4, 180) * 100
        goal = w.GOALS[index % 3] if index < 12 else None
        verdict = [pick.yes(v) for v in VERDICTS.get(index, "...")]
        row = [
            f"K{index + 1:03}", pick.account(index), pick(w.UNITS[unit]), pick(w.REGIONS[region]),
            pick(INDUSTRIES[industry]), number(rank), pick(w.STAGES.get(stage)), number(revenue, WAN), employees,
            number(potential, WAN), money_text(order, pick.language) if index in (1, 3, 7) else order,
            None if margin == "." else int(margin) / 100, *[pick.yes(f) for f in flags],
            pick(w.AR[index % 5]), pick(w.SR[index % 3]) if index < 22 else None,
            pick(w.FR[index % 3]) if index < 15 else None, number(heads), pick(goal), *verdict,
            money_text(30_000_000, pick.language) if index == 1 else None, 0.11 if index == 1 else None,
        ]
        # The file's own tier stands after the potential.
        row.insert(10, None if tier == "." else tier)
        yield row


def share_rows(pick):
    for index, product, wallets, revenues, basis, suppliers, rank, breakthrough in SHARE:
        for year, wallet in zip(range(2024, 2028), wallets):
            actual = revenues[year - 2024] if year < 2026 else None
            unit = 1 if pick.language == "zh-CN" else WAN
            yield [
                pick.account(index), year, pick(PRODUCTS[product]), wallet and wallet * unit,
                pick(w.BASIS.get(basis)) if wallet else None, actual and actual * unit,
                TARGETS[year] / 100 if year in TARGETS and wallet else None,
                suppliers, rank, pick.yes("Y" if breakthrough and year > 2025 else "N"),
            ]


def deal_rows(pick):
    for i, d in enumerate(deals(SEED, AS_OF)):
        amount = d["amount"]
        if d.get("typed"):
            amount = money_text(amount, pick.language)
        if amount is None:
            amount = ("待定", "TBD")[pick.index]
        name = f"{pick.account(d['account'])} {pick(d['name'])}"
        yield [
            f"D{i + 1:03}", name, pick.account(d["account"]), pick(PRODUCTS[d["product"]]), pick(w.KINDS[d["kind"]]),
            pick(w.DEAL_STAGES[d["stage"]]), amount, d["probability"], d["created"], d["first"], d["close"],
            d["closed"], d["last"], pick(w.DEAL_STAGES.get(d["lost_stage"])), pick(w.AR[d["account"] % 5]),
            pick(d["rival"]), pick(d["reason"]), pick.yes(d["confirmed"]), pick.yes(d["reviewed"]), pick.yes(d["coach"]),
        ]


def contact_rows(pick):
    for c in people.contacts(SEED, AS_OF):
        family, given = c["name"]
        name = f"{family[0]}{given[0]}" if pick.language == "zh-CN" else f"{given[1]} {family[1]}"
        yield [
            pick.account(c["account"]), name, pick(w.TITLES[c["title"]]), pick(w.ROLES[c["role"]]), c["power"],
            *c["levels"], c["target"], pick(c["assessor"]), c["as_of"], pick(c["evidence"]),
        ]


def activity_rows(pick):
    contacts = people.contacts(SEED, AS_OF)
    draw = random.Random(SEED + 1)
    rows = []
    for _ in range(96):
        c = draw.choice(contacts)
        family, given = c["name"]
        name = f"{family[0]}{given[0]}" if pick.language == "zh-CN" else f"{given[1]} {family[1]}"
        kind = draw.choices(list(w.VISITS), [5, 4, 3, 1])[0]
        day = AS_OF - timedelta(days=draw.randrange(2, 420))
        note = draw.choice(w.NOTES)
        owner = w.AR[c["account"] % 5] if draw.random() > 0.05 else None
        rows.append([pick.account(c["account"]), day, pick(w.VISITS[kind]), name, pick(owner), pick(note)])
    return sorted(rows, key=lambda r: r[1])


def kpi_rows(pick):
    def shown(value, unit):
        if value is None:
            return None
        if unit == "money":
            return money_text(value * WAN, pick.language)
        return f"{value:g}%" if unit == "percent" else value

    for account, name, quadrant, direction, unit, weight, actual, target, floor, stretch, split in people.kpis():
        yield [
            pick.account(account), pick(w.KPIS[name]), pick(w.QUADRANTS[quadrant]), shown(actual, unit),
            shown(target, unit), shown(floor, unit), shown(stretch, unit), pick(w.DIRECTIONS[direction]), weight,
            ("2026上半年", "2026 H1")[pick.index], *[None if s is None else s / 100 for s in split or (None,) * 3],
        ]


ROWS = {
    "accounts": account_rows, "deals": deal_rows, "contacts": contact_rows,
    "activities": activity_rows, "share": share_rows, "kpis": kpi_rows,
}
# Columns whose ratios are shown as percent, by their English header.
PERCENT = {"Margin %", "margin:Region B", "Probability (%)", "Target share %", "AR %", "SR %", "FR %"}
MONEY = {"Our revenue last year", "Annual potential", "Order amount", "Amount", "Wallet", "Our revenue"}


def fill(sheet, table, rows, pick):
    headers = w.HEADERS[table]
    sheet.append([pick(h) for h in headers])
    for row in rows:
        assert len(row) == len(headers), (table, row)
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color="FF1F3A5F")
        cell.alignment = Alignment(vertical="center")
    sheet.freeze_panes = "C2" if table == "accounts" else "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for col, (chinese, english) in enumerate(headers, start=1):
        wide = 28 if english in ("Account", "Opportunity name", "Text", "Strategic goals", "Evidence") else 0
        sheet.column_dimensions[get_column_letter(col)].width = max(wide, 2 * len(chinese) + 2, len(english) + 2, 12)
        style = "0%" if english in PERCENT else "#,##0" if english in MONEY else None
        for (cell,) in sheet.iter_rows(min_row=2, min_col=col, max_col=col):
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
            elif style and isinstance(cell.value, (int, float)):
                cell.number_format = style


def save(book, path):
    """Saves without anything that changes from run to run."""
    book.properties.creator = "kamlens"
    book.properties.created = STAMP
    raw = io.BytesIO()
    book.save(raw)
    stamp = STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            info = zipfile.ZipInfo(name, STAMP.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)


def main():
    for language in LANGUAGES:
        pick = Pick(language)
        book = Workbook()
        book.remove(book.active)
        for table, rows in ROWS.items():
            fill(book.create_sheet(pick(w.SHEETS[table])), table, rows(pick), pick)
        save(book, OUT / f"kamlens-sample.{language}.xlsx")
    meta = {"asOf": AS_OF.isoformat(), "seed": SEED}
    (OUT / "sample.json").write_text(json.dumps(meta) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
