/** Re-tiers the book with kamlens and with plain JavaScript in turn, away from any page; see live.mjs. */
import startEngine, { Engine } from '#wasm/engine/engine.js';
import startReader, { read } from '#wasm/reader/reader.js';
import { columns, POLICY } from './book.mjs';
import { plain } from './plain.mjs';

/** Until both are compiled as well as the browser can. */
const WARM_UP = 60;
/** Moves of one side before it is the other's turn: each has its own arrays in the caches, as in a page. */
const TURN = 10;

self.onmessage = async ({ data: { file, words, moves } }) => {
  try {
    self.postMessage(await run(file, words, moves));
  } catch (error) {
    self.postMessage({ error: String(error?.message ?? error?.text ?? JSON.stringify(error)) });
  }
};

async function run(file, words, moves) {
  await Promise.all([startEngine(), startReader()]);
  const engine = new Engine();
  engine.setWords(words);
  const result = read('accounts.csv', new TextEncoder().encode(file), { limits: {}, encoding: undefined, progress: () => undefined });
  engine.addFile('accounts.csv', result.takeTables(), result.summary.diagnostics);
  engine.analyze({ asOf: '2026-01-01', seed: 1, settings: { policy: POLICY } });
  const other = plain(columns(), POLICY);
  const sides = { ours: (policy) => engine.whatIf(policy, undefined), theirs: other };
  const times = { ours: [], theirs: [] };
  for (let move = 0; move < WARM_UP + moves; move += TURN) {
    const policies = Array.from({ length: TURN }, (_, at) => moved(move + at));
    const answers = {};
    for (const [side, work] of Object.entries(sides)) {
      answers[side] = policies.map((policy) => {
        const [answer, ms] = timed(() => work(policy));
        times[side].push(ms);
        return seen(answer);
      });
    }
    if (answers.ours.join() !== answers.theirs.join()) throw new Error(`kamlens and plain JavaScript differ: ${answers.ours} ${answers.theirs}`);
  }
  return { ours: times.ours.slice(WARM_UP), theirs: times.theirs.slice(WARM_UP) };
}

/** Weights and cut-offs by turns; never the same twice. */
function moved(move) {
  const { criteria, tiers } = POLICY;
  if (move % 2 === 0) return { ...POLICY, criteria: criteria.with(0, { ...criteria[0], weight: 1 + move / 20 }) };
  return { ...POLICY, tiers: tiers.with(1, { ...tiers[1], cutoff: 55 + move / 10 }) };
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

/** What both must agree on: accounts per tier and per bar, firm and provisional. */
function seen({ tiers, firm, provisional, bins }) {
  if (!firm) return JSON.stringify([tiers.map((tier) => [tier.firm, tier.provisional]), bins]);
  return JSON.stringify([[...firm].map((count, at) => [count, provisional[at]]), [...bins[0]].map((count, at) => [count, bins[1][at]])]);
}
