/** The section of docs/bench.md about moving a weight. */

const TITLE = '## A weight is moved';
const GOALS = { computation: 8, painted: 16, busy: 50 };

const sorted = (values) => values.toSorted((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
const ninth = (values) => sorted(values)[Math.floor(values.length * 0.9)];
const ms = (value) => value.toFixed(1);

export function section({ accounts, criteria, moves, alone, unpaced, paced }) {
  const line = (name, values) => `| ${name} | ${ms(Math.min(...values))} | ${ms(median(values))} | ${ms(ninth(values))} | ${ms(Math.max(...values))} |`;
  const parts = ({ moves }) => ({
    asked: moves.map(({ input, asked }) => asked - input),
    answered: moves.map(({ input, answered }) => answered - input),
    painted: moves.map(({ input, painted }) => painted - input),
  });
  const [free, frames] = [parts(unpaced), parts(paced)];
  const [ours, theirs] = [median(alone.ours), median(alone.theirs)];
  const rests = [unpaced.rest, paced.rest];
  const most = (of) => Math.max(...rests.map(of));
  const goal = (name, most, value) => `| ${name} | ≤ ${most} ms | ${ms(value)} ms | ${value <= most ? 'met' : '**not met**'} |`;
  return `${TITLE}

${accounts.toLocaleString('en')} accounts × ${criteria} criteria, one condition, cells missing in two columns; ${moves} moves after a warm-up.
Made by \`cargo xtask bench --live\` on ${new Date().toISOString().slice(0, 10)}.

| ms | fastest | median | 9 of 10 within | all within |
|---|--:|--:|--:|--:|
${line('kamlens in a worker: score, interval, tier, counts, histogram, who moves', alone.ours)}
${line('plain JavaScript on typed arrays: the same without who moves', alone.theirs)}
${line('page: input → the engine is asked', free.asked)}
${line('page: input → the engine has answered', free.answered)}
${line('page: input → painted, frames as fast as they come', free.painted)}
${line('page: input → painted, 60 frames a second', frames.painted)}

The hand rests: the whole report comes again ${ms(most(({ engine }) => engine))} ms after it was asked for, and is painted ${ms(most(({ painted }) => painted))} ms
after the pointer went up; meanwhile no task kept the page's main thread busy for more than ${ms(most(({ busy }) => busy))} ms of processor time.

| | goal | measured | |
|---|--:|--:|---|
${goal('computation', GOALS.computation, ours)}
${goal('painted after the input', GOALS.painted, median(free.painted))}
${goal('longest task of the page while the report is made', GOALS.busy, most(({ busy }) => busy))}
| plain JavaScript beside kamlens, medians | | ${(theirs / ours).toFixed(1)} × | |
| the same, fastest of each | | ${(Math.min(...alone.theirs) / Math.min(...alone.ours)).toFixed(1)} × | |
`;
}

/** The report with this section instead of its last one; before the goals of the readers. */
export function withSection(report, text) {
  const rest = report.split(/^(?=## )/m).filter((part) => !part.startsWith(TITLE));
  const at = rest.findIndex((part) => part.startsWith('## Sizes'));
  return rest.toSpliced(at < 0 ? rest.length : at, 0, `${text}\n`).join('');
}
