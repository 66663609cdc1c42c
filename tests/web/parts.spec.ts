/** Parts of the page that need no browser. */
import { expect, test } from '../../www/playwright';
import { today } from '../../www/src/civil';
import { nearest } from '../../www/src/elements/nearest';
import { placeTip } from '../../www/src/elements/place-tip';
import { plainError } from '../../www/src/engine/plain';
import { distinctNames } from '../../www/src/page/files';
import { link, route, TIER_TABS, tierLink, tierTab } from '../../www/src/page/routes';

test('the later of two files of one name gets a number before its ending', () => {
  expect(distinctNames(['a.csv', 'a.csv', 'b', 'b', 'a.csv'])).toEqual(['a.csv', 'a (2).csv', 'b', 'b (2)', 'a (3).csv']);
  expect(distinctNames(['a (2).csv', 'a.csv', 'a.csv'])).toEqual(['a (2).csv', 'a.csv', 'a (3).csv']);
});

test('addresses and places belong together; an unknown one is the overview', () => {
  for (const place of ['overview', 'tiers', 'relationships', 'share', 'scorecard', 'data'] as const) {
    expect(route(link(place))).toBe(place);
  }
  expect(route('#/nowhere')).toBe('overview');
  for (const tab of [...TIER_TABS, 'brief'] as const) {
    expect(tierTab(tierLink(tab))).toBe(tab);
    expect(route(tierLink(tab))).toBe('tiers');
  }
  expect(tierTab('#/tiers/nowhere')).toBe('ladder');
});

test('arrows go to the nearest mark of a grid and stay at its edge', () => {
  const grid = Array.from({ length: 9 }, (_, i) => ({ x: (i % 3) * 50, y: Math.floor(i / 3) * 30, width: 44, height: 24 }));
  expect(nearest(grid, 4, 'up')).toBe(1);
  expect(nearest(grid, 4, 'down')).toBe(7);
  expect(nearest(grid, 4, 'left')).toBe(3);
  expect(nearest(grid, 4, 'right')).toBe(5);
  expect(nearest(grid, 2, 'right')).toBe(2);
  expect(nearest(grid, 0, 'up')).toBe(0);
});

test('a tip covers no other mark where there is room', () => {
  const plot = { x: 0, y: 0, width: 400, height: 300 };
  const others = [{ x: 200, y: 100, width: 40, height: 20 }, { x: 300, y: 100, width: 40, height: 20 }];
  const mark = { x: 250, y: 100, width: 40, height: 20 };
  const [x, y] = placeTip(mark, { width: 150, height: 20 }, plot, others);
  expect([x, y]).toEqual([0, 100]);
});

test('today is the civil date of the clock that is asked', () => {
  expect(today(new Date(2026, 1, 3, 23, 59))).toBe('2026-02-03');
});

test("a reader's error keeps its arguments", () => {
  const args = { which: { code: 'limit.cells' }, found: { number: 3 }, names: { list: [{ text: 'a' }] } };
  expect(plainError({ code: 'error.too-large', args })).toEqual({
    code: 'error.too-large',
    args: { which: { code: 'limit.cells' }, found: 3, names: ['a'] },
  });
});
