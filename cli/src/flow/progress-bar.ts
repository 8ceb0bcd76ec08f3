import type { Job } from "@argosy/rpc";

/** Shows what is going on: a bar on a terminal, one line a stage elsewhere, nothing when results go out as JSON. */
export interface Progress {
  /** Shows a job's state; to be called as often as it changes. */
  job(job: Job): void;
  /** One line that stays. */
  say(text: string): void;
  /** Ends the line of the bar. */
  end(): void;
}

const WIDTH = 28;

/** @param out - where to; a bar is drawn when it is a terminal. */
export function createProgress(out: NodeJS.WriteStream, quiet: boolean): Progress {
  if (quiet) return { job: () => {}, say: () => {}, end: () => {} };
  const bar = out.isTTY === true;
  let drawn = false;
  let told = "";
  const clear = () => {
    if (drawn) out.write("\r\x1b[2K");
    drawn = false;
  };
  return {
    job(job) {
      if (bar) {
        out.write(`\r\x1b[2K${lineOf(job, out.columns ?? 100)}`);
        drawn = true;
      } else if (told !== `${job.id} ${job.state}`) {
        told = `${job.id} ${job.state}`;
        out.write(`${job.title}: ${job.state}\n`);
      }
    },
    say(text) {
      clear();
      out.write(`${text}\n`);
    },
    end: clear,
  };
}

function lineOf(job: Job, columns: number): string {
  const share = job.total === 0 ? 0 : Math.min(1, job.done / job.total);
  const filled = Math.round(share * WIDTH);
  const active = job.stages.find((stage) => stage.done + stage.failed < stage.total)?.stage ?? "";
  const eta = job.etaSeconds === undefined ? "" : ` about ${timeOf(job.etaSeconds)} left`;
  const failed = job.failed > 0 ? ` ${job.failed} failed` : "";
  const text = `${job.title} [${"#".repeat(filled)}${"-".repeat(WIDTH - filled)}] ${Math.floor(share * 100)} % ${active}${failed}${eta}`;
  return text.slice(0, columns - 1);
}

function timeOf(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
