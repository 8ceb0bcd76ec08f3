import Type from "typebox";
import { AnyObject, Failure, Id } from "./schemas.ts";

// What is answered of intakes and of the metadata sheet.
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });

export const Intake = Type.Object(
  {
    id: Id,
    project: Id,
    name: Text,
    collection: Text,
    names: Text,
    state: Type.String({ description: "listing, sending or importing" }),
    files: Count,
    bytes: Count,
    fates: Type.Record(Type.String(), Count, {
      description: "Files by what became of them: queued, sending, received, sniffed, decoded, ready, refused.",
    }),
    receivedBytes: Count,
    job: Text,
    collectionId: Text,
    createdAt: Text,
    author: Text,
  },
  { title: "Intake" },
);
export const IntakeFile = Type.Object(
  { n: Count, path: Text, size: Count, modified: Type.Integer(), state: Text, problem: Type.Optional(Failure), parcel: Type.Integer() },
  { title: "IntakeFile" },
);
export const Parcel = Type.Object(
  {
    parcel: Count,
    kind: Type.String({ description: "file or tar" }),
    name: Text,
    bytes: Count,
    upload: Text,
    offset: Count,
    complete: Type.Boolean(),
    files: Type.Array(IntakeFile),
  },
  { title: "Parcel" },
);
export const SheetRow = Type.Object(
  {
    id: Id,
    sample: Text,
    images: Count,
    hand: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), { description: "What persons said, by column." }),
    given: Type.Record(Type.String(), AnyObject, {
      description: "What names, tables and files say, by column: value where all images agree, else distinct, least, most.",
    }),
    pixelNote: Text,
  },
  { title: "SheetRow" },
);
export const SheetChange = Type.Object(
  { row: Id, column: Text, before: Text, after: Text, author: Text, at: Text, note: Text },
  { title: "SheetChange" },
);
