import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LIMITS } from "@argosy/core";
import { type Frame, frameHead, readFrames } from "./frames.ts";

const PROGRAM = fileURLToPath(new URL("./decoder-process.ts", import.meta.url));
const PAGE_BYTES = 4_096;
const ERROR_CHARACTERS = 2_000;

/** Why a child was killed by the pool. */
export type Killed = "memory" | "timeout" | "cancelled" | "closed";

/** One decoder process. It has no environment but a locale, and may read files but not write or start anything. */
export class DecoderChild {
  readonly frames: AsyncGenerator<Frame>;
  /** Largest resident memory seen, in bytes. */
  peakBytes = 0;
  killed: Killed | undefined;
  #said = "";
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;

  constructor() {
    const heap = [
      "--max-old-space-size=192",
      "--max-semi-space-size=2",
      "--disable-warning=ExperimentalWarning",
      "--disable-warning=SecurityWarning",
    ];
    this.#process = spawn(process.execPath, [...heap, "--permission", "--allow-addons", "--allow-fs-read=*", PROGRAM], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { LC_ALL: "C", TZ: "UTC", MALLOC_ARENA_MAX: "2", UV_THREADPOOL_SIZE: "2" },
      cwd: "/",
    });
    this.#ended = new Promise((resolve) => this.#process.once("close", () => resolve()).once("error", () => resolve()));
    // a child that ends while it is written to breaks the pipe; that it ended is seen at its output
    this.#process.stdin?.on("error", () => undefined);
    this.#process.stderr?.setEncoding("latin1").on("data", (text: string) => {
      this.#said = (this.#said + text).slice(-ERROR_CHARACTERS);
    });
    if (this.#process.stdout === null) throw new Error("the decoder process has no output");
    this.frames = readFrames(this.#process.stdout, LIMITS.decodedBytes);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Whether it still runs, as far as is known. */
  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null && this.#process.pid !== undefined;
  }

  /** The end of what it wrote to its error output. */
  get said(): string {
    return this.#said;
  }

  ask(value: unknown, bytes: Uint8Array): void {
    this.#process.stdin?.write(frameHead(value, bytes.length));
    if (bytes.length > 0) this.#process.stdin?.write(bytes);
  }

  /** Resident memory in bytes; 0 where the system does not tell (no /proc). */
  measure(): number {
    let bytes = 0;
    try {
      bytes = Number(readFileSync(`/proc/${this.pid}/statm`, "latin1").split(" ")[1]) * PAGE_BYTES;
    } catch {
      return 0; // it has just ended, or there is no /proc
    }
    this.peakBytes = Math.max(this.peakBytes, bytes);
    return bytes;
  }

  kill(why: Killed): void {
    this.killed ??= why;
    this.#process.kill("SIGKILL");
  }

  /** Resolves when the process is gone. */
  ended(): Promise<void> {
    return this.#ended;
  }

  /** A child that waits for work does not keep the server alive. */
  rest(resting: boolean): void {
    const streams = [this.#process.stdin, this.#process.stdout, this.#process.stderr] as unknown as { ref(): void; unref(): void }[];
    for (const handle of [this.#process, ...streams]) resting ? handle.unref() : handle.ref();
  }
}
