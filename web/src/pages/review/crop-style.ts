import type { CSSProperties } from "vue";
import type { CropPlace } from "../../state/sprites.ts";

/** Shows one crop of a sprite. */
export function cropStyle(at: CropPlace): CSSProperties {
  return {
    width: `${at.width}px`,
    height: `${at.height}px`,
    backgroundImage: `url("${at.url}")`,
    backgroundPosition: `-${at.x}px -${at.y}px`,
    backgroundSize: `${at.across}px ${at.down}px`,
  };
}
