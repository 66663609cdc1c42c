/** Saves a chart whose colours are baked in, as SVG or as PNG at double size. */
import type { ChartView } from '../engine/report';
import { save } from './save';

const SCALE = 2;

export function saveSvg(view: ChartView, name: string): void {
  save(`${name}.svg`, svgBlob(view));
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
    canvas.toBlob((blob) => blob && save(`${name}.png`, blob), 'image/png');
  };
  image.src = url;
}

function svgBlob(view: ChartView): Blob {
  return new Blob([view.svg], { type: 'image/svg+xml' });
}
