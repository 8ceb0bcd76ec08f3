import { encodePng } from "@argosy/formats";

/** Width, height and what is drawn in {@link ringedFrame}. */
export const RINGED = { width: 300, height: 250, ring: { x: 40, y: 50, size: 81 }, bar: { x: 200, y: 60, width: 50, height: 12 } } as const;

/** A bright frame with a dark ring, a dot inside it, and a bar beside it. `shade` makes the file another one. */
export function ringedFrame(shade = 0): Uint8Array {
  const { width, height, ring, bar } = RINGED;
  const radius = (ring.size - 1) / 2;
  const samples = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const distance = Math.hypot(x - ring.x - radius, y - ring.y - radius);
    const inBar = x >= bar.x && x < bar.x + bar.width && y >= bar.y && y < bar.y + bar.height;
    return (distance <= radius && distance > radius - 10) || distance <= 8 || inBar ? 40 : 210 + shade + (x % 3);
  });
  return encodePng({ width, height, bits: 8, planes: [samples] });
}
