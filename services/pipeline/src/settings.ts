import { Type } from "typebox";

/** What an operator may set for this service. */
export const SettingsSchema = Type.Object({
  PIPELINE_ALONE: Type.Boolean({
    default: false,
    description: "Everything is this one process: at its start nobody has a task in hand, and all that is unfinished goes out at once.",
  }),
  PIPELINE_SILENT_SECONDS: Type.Integer({
    minimum: 1,
    default: 60,
    description: "A task that is out and silent for so long is handed out again.",
  }),
  PIPELINE_LOST_MS: Type.Integer({
    minimum: 100,
    default: 12_000,
    description:
      "Whoever has a task in hand and was silent for so long, when it is given to another one, has lost it; more than twice TASK_TOUCH_MS, less than NATS_ACK_SECONDS.",
  }),
  PIPELINE_ATTEMPTS: Type.Integer({ minimum: 1, maximum: 100, default: 3, description: "How often a task is tried in all." }),
  PIPELINE_PAUSE_MS: Type.Integer({
    minimum: 0,
    default: 1_000,
    description: "Rest after the first failed attempt; it doubles with each.",
  }),
  PIPELINE_WAIT_MS: Type.Integer({ minimum: 100, default: 5_000, description: "Rest before asking again whether a resource is back." }),
});
