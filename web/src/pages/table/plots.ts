import type uPlot from "uplot";
import type { Answer } from "../../api/client.ts";

export type Histogram = Answer<"getHistogram">;
export type Scatter = Answer<"getScatter">;

/** As much of a point as says whether it is selected; many in one place have no name in common. */
export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  readonly object?: string;
  readonly class?: string;
}

/** A part of an axis. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What was chosen with the mouse. */
export interface Brushed {
  readonly x: Range;
  readonly y?: Range;
}

/** Axes, and what is drawn between them. */
export interface Drawing {
  readonly x: Range & { readonly title: string };
  readonly y: Range & { readonly title: string };
  readonly logarithmicX?: boolean;
  /** Whether both axes can be chosen from. */
  readonly tall?: boolean;
  draw(plot: uPlot, inks: Inks): void;
}

/** Colours of the page as a canvas needs them. */
export interface Inks {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  readonly warn: string;
}

/** The colours as they are now. */
export function inksOf(element: HTMLElement): Inks {
  const probe = document.createElement("span");
  element.append(probe);
  const ink = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const inks = { ink: ink("ink"), soft: ink("soft"), line: ink("line"), accent: ink("accent"), warn: ink("warn") };
  probe.remove();
  return inks;
}

/** Calls when the page changes between light and dark. */
export function whenInksChange(work: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const watcher = new MutationObserver(work);
  dark.addEventListener("change", work);
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    dark.removeEventListener("change", work);
    watcher.disconnect();
  };
}

/** Bars, those of the selection before all. */
export function drawHistogram(all: Histogram, selected: readonly number[] | undefined, title: string, logarithmic: boolean): Drawing {
  const { limits, counts } = all;
  const bars = (plot: uPlot, heights: readonly number[], color: string) => {
    plot.ctx.fillStyle = color;
    const ground = plot.valToPos(0, "y", true);
    for (const [bin, count] of heights.entries()) {
      if (count === 0) continue;
      const [left, right] = [plot.valToPos(limits[bin]!, "x", true), plot.valToPos(limits[bin + 1]!, "x", true)];
      const top = plot.valToPos(count, "y", true);
      plot.ctx.fillRect(left, top, Math.max(1, right - left - 1), Math.max(1, ground - top));
    }
  };
  return {
    x: { low: limits[0]!, high: limits.at(-1)!, title },
    y: { low: 0, high: Math.max(1, ...counts) * 1.05, title: "" },
    logarithmicX: logarithmic,
    draw(plot, inks) {
      plot.ctx.save();
      plot.ctx.globalAlpha = selected === undefined ? 0.85 : 0.3;
      bars(plot, counts, inks.accent);
      plot.ctx.globalAlpha = 1;
      if (selected !== undefined) bars(plot, selected, inks.accent);
      plot.ctx.restore();
    },
  };
}

/** Points in the colours of their classes, or how many lie where, the darker the more. */
export function drawScatter(
  { points, xLimits, yLimits, counts }: Scatter,
  titles: { readonly x: string; readonly y: string },
  looks: { colorOf(name: string): string; isSelected(point: ScatterPoint): boolean; readonly chosen: boolean },
): Drawing | undefined {
  const xs = points.length > 0 ? points.map(({ x }) => x) : xLimits;
  const ys = points.length > 0 ? points.map(({ y }) => y) : yLimits;
  if (xs.length === 0) return undefined;
  const [x, y] = [padded(xs), padded(ys)];
  return {
    x: { ...x, title: titles.x },
    y: { ...y, title: titles.y },
    tall: true,
    draw(plot, inks) {
      plot.ctx.save();
      if (points.length > 0) drawPoints(plot, points, looks);
      else drawCells(plot, { xLimits, yLimits, counts }, inks, looks);
      plot.ctx.restore();
    },
  };
}

type Looks = Parameters<typeof drawScatter>[2];

function drawPoints(plot: uPlot, points: Scatter["points"], { colorOf, isSelected, chosen }: Looks): void {
  const radius = 2.2 * devicePixelRatio;
  for (const point of points) {
    const selected = isSelected(point);
    plot.ctx.globalAlpha = chosen && !selected ? 0.18 : 0.8;
    plot.ctx.fillStyle = colorOf(point.class);
    plot.ctx.beginPath();
    plot.ctx.arc(plot.valToPos(point.x, "x", true), plot.valToPos(point.y, "y", true), radius, 0, 2 * Math.PI);
    plot.ctx.fill();
  }
}

function drawCells(
  plot: uPlot,
  { xLimits, yLimits, counts }: Pick<Scatter, "xLimits" | "yLimits" | "counts">,
  inks: Inks,
  looks: Looks,
): void {
  const columns = xLimits.length - 1;
  const most = Math.log1p(Math.max(...counts));
  plot.ctx.fillStyle = inks.accent;
  for (const [cell, count] of counts.entries()) {
    if (count === 0) continue;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    const middle = { x: (xLimits[column]! + xLimits[column + 1]!) / 2, y: (yLimits[row]! + yLimits[row + 1]!) / 2 };
    const [left, right] = [plot.valToPos(xLimits[column]!, "x", true), plot.valToPos(xLimits[column + 1]!, "x", true)];
    const [bottom, top] = [plot.valToPos(yLimits[row]!, "y", true), plot.valToPos(yLimits[row + 1]!, "y", true)];
    const weak = looks.chosen && !looks.isSelected(middle) ? 0.3 : 1;
    plot.ctx.globalAlpha = weak * (0.15 + (0.85 * Math.log1p(count)) / most);
    plot.ctx.fillRect(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }
}

function padded(values: readonly number[]): Range {
  const [low, high] = values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)] as const, [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as const);
  const beyond = (high - low || 1) * 0.02;
  return { low: low - beyond, high: high + beyond };
}
