/** Saves a chart whose colours are baked in, as SVG or as PNG at double size. */
import type { ChartView } from '../engine/report';

const SCALE = 2;

export function saveSvg(view: ChartView, name: string): void {
  save(svgBlob(view), `${name}.svg`);
}

export function savePng(view: ChartView, name: string): void {
  const url = URL.createObjectURL(svgBlob(view));
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = view.width * SCALE;
    canvas.height = view.height * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => blob && save(blob, `${name}.png`), 'image/png');
  };
  image.src = url;
}

function svgBlob(view: ChartView): Blob {
  return new Blob([view.svg], { type: 'image/svg+xml' });
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken the blob over once the click was handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
