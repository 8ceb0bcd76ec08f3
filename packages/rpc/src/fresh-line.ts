import type { Channel } from "nice-grpc";
import { Line } from "./line.ts";

/**
 * The line that calls are made over. Nobody tells a channel of a server that is new behind its name while its connections last, so another
 * takes its place now and then, which asks for the name again: connections to the servers that it finds there still are shared, and calls that
 * are on the former one end there.
 */
export class FreshLine {
  readonly #open: () => Channel;
  readonly #freshMs: number;
  #line: Line;
  #since = performance.now();
  #next: Line | undefined;

  /** @param freshMs - a line is so long as good as new; Infinity where the address is no name. */
  constructor(open: () => Channel, freshMs: number) {
    this.#open = open;
    this.#freshMs = freshMs;
    this.#line = new Line(open());
  }

  /** The line for a call, which ends it. */
  take(): Line {
    if (performance.now() - this.#since > this.#freshMs && this.#next === undefined) void this.#refresh();
    this.#line.begin();
    return this.#line;
  }

  /** Opens another line in place of one that is stuck. */
  replace(used: Line): void {
    if (used !== this.#line || used.isReady) return;
    used.close();
    this.#put(new Line(this.#open()));
  }

  close(): void {
    this.#line.close();
    this.#next?.close();
  }

  async #refresh(): Promise<void> {
    const [former, next] = [this.#line, new Line(this.#open())];
    this.#next = next;
    const connected = await next.connected();
    this.#next = undefined;
    // Where the name is not known just now, or nobody new answers, what there is goes on.
    if (!connected || this.#line !== former) {
      this.#since = performance.now();
      return next.close();
    }
    this.#put(next);
    former.leave();
  }

  #put(line: Line): void {
    this.#line = line;
    this.#since = performance.now();
  }
}
