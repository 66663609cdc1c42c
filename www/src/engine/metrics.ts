/** How wide this browser draws the characters whose width differs between fonts. */

/** The same characters in the same order as `chart::chars()` in Rust. */
const CHARS =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~·…≥≤×÷◆●○■▲▼✓✕–—“”‘’→±−°';
const SIZE = 100;

let measured: Float64Array | null | undefined;

/** Widths in em at weight 400, then at 600; null where there is no canvas. */
export function textMetrics(): Float64Array | null {
  measured ??= measure();
  return measured;
}

function measure(): Float64Array | null {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return null;
  const family = getComputedStyle(document.documentElement).getPropertyValue('--kam-font').trim() || 'system-ui, sans-serif';
  const widths = [400, 600].flatMap((weight) => {
    context.font = `${weight} ${SIZE}px ${family}`;
    return Array.from(CHARS, (char) => context.measureText(char).width / SIZE);
  });
  return new Float64Array(widths);
}
