import type { BoundService } from "@argosy/rpc";
import { bindService, IngestServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { forgetting } from "@argosy/runtime";
import { keptOfProjects } from "./kept-of-projects.ts";
import { importMethods } from "./rpc/import-methods.ts";
import { intakeMethods } from "./rpc/intake-methods.ts";
import { readMethods } from "./rpc/read-methods.ts";
import { sheetMethods } from "./rpc/sheet-methods.ts";
import { uploadMethods } from "./rpc/upload-methods.ts";

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function ingestRpc(ports: Ports): BoundService {
  return bindService(
    IngestServiceDefinition,
    {
      ...uploadMethods(ports),
      ...importMethods(ports),
      ...readMethods(ports),
      ...intakeMethods(ports),
      ...sheetMethods(ports),
      ...forgetting(ports, keptOfProjects),
    },
    {
      createUpload: "editor",
      getUpload: "editor",
      appendUpload: "editor",
      deleteUpload: "editor",
      createImport: "editor",
      listCollections: "viewer",
      getCollection: "viewer",
      updateCollection: "editor",
      listFiles: "viewer",
      listImages: "viewer",
      getImage: "viewer",
      getOriginal: "viewer",
      patchImage: "editor",
      createIntake: "editor",
      addIntakeFiles: "editor",
      listIntakes: "viewer",
      getIntake: "viewer",
      listIntakeFiles: "viewer",
      listParcels: "editor",
      getParcel: "editor",
      leaveOut: "editor",
      deleteIntake: "editor",
      getSheet: "viewer",
      editSheet: "editor",
      setPixelSize: "editor",
      listSheetChanges: "viewer",
      forgetProject: "service",
    },
    { forgetProject: { timeoutMs: 600_000 } },
  );
}
