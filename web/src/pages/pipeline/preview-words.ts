import { REASONS } from "../../api/dropped-words.ts";
import { counted } from "../../ui/words.ts";
import type { FoundReport, PreviewReport, ViewedImage } from "./preview/messages.ts";

function droppedInWords(reason: string): string {
  return (REASONS[reason]?.title ?? reason.replaceAll("_", " ")).toLowerCase();
}

/** What was found, and what was not. */
export function foundInWords({ objects, cut, dropped }: FoundReport): string {
  const left = dropped.filter(({ count }) => count > 0);
  const specks = left.reduce((sum, { count }) => sum + count, 0);
  const reasons = left.map(({ reason, count }) => `${count.toLocaleString("en")} ${droppedInWords(reason)}`).join(", ");
  return [
    counted(objects, "object"),
    ...(cut > 0 ? [`${cut} of them reach beyond the part shown`] : []),
    ...(specks > 0 ? [`${specks.toLocaleString("en")} left out (${reasons})`] : []),
  ].join("; ");
}

/** What must be known to read a preview rightly; empty when it is what the run will give. */
export function caveatsOf(report: PreviewReport, level: number, image: ViewedImage): string[] {
  const caveats: string[] = [];
  if (level > 0) {
    const rounded = report.rounded.map(({ step, names }) => `${step} (${names.join(", ")})`);
    caveats.push(
      `The view is too large for full resolution: worked out at 1:${2 ** level}, with lengths and areas in pixels scaled to it${rounded.length > 0 ? `; rounded in ${rounded.join(", ")}` : ""}. Go closer for what the run gives.`,
    );
  }
  if (report.steps.some(({ provisional }) => provisional))
    caveats.push("Worked out from this part alone; values of the whole image are being asked of the server.");
  else if (report.partial)
    caveats.push(
      `A part of ${image.width} × ${image.height} px, with the values of the whole image. What the edge of the part cuts may look different in the run.`,
    );
  for (const { id, reason } of report.blocked) {
    caveats.push(
      reason === "needs_files"
        ? `${id} needs files beside the image and cannot be previewed; try it on 8 images.`
        : `${id} works on what cannot be previewed.`,
    );
  }
  return caveats;
}
