import type { ErrorCode } from "./error-codes.ts";

/** One row of {@link REASONS}: the code it stands for, what happened in a sentence, and what a person can do. */
export interface ReasonMeaning {
  readonly code: ErrorCode;
  readonly sentence: string;
  readonly hint: string;
}

const reason = (code: ErrorCode, sentence: string, hint: string): ReasonMeaning => ({ code, sentence, hint });

/** Every reason that a problem or a refused file can carry. Add a row here, nowhere else. */
export const REASONS = {
  // files and images
  FORMAT_UNKNOWN: reason("unprocessable", "The file is not an image in a format that is read here.", "Convert it to TIFF, PNG or JPEG."),
  FORMAT_UNSUPPORTED: reason("unprocessable", "The format is known but not read here.", "Convert the file to TIFF, PNG or JPEG."),
  IMAGE_EMPTY: reason("unprocessable", "The file is empty.", "Copy the file again from where it was recorded."),
  IMAGE_TOO_LARGE: reason(
    "unprocessable",
    "The image is larger than the limit.",
    "Tile or crop the image, or raise the limit in the settings.",
  ),
  IMAGE_TRUNCATED: reason("unprocessable", "The file ends before the image does.", "Copy the file again; it was cut off."),
  IMAGE_CORRUPT: reason("unprocessable", "The image data is damaged.", "Copy the file again or export it anew."),
  IMAGE_INVALID_DIMENSIONS: reason("unprocessable", "The header states dimensions that cannot be.", "Export the image anew."),
  TIFF_CORRUPT: reason("unprocessable", "The TIFF directory is damaged.", "Export the TIFF anew."),
  TIFF_IFD_LOOP: reason("unprocessable", "The TIFF directories refer to each other in a circle.", "Export the TIFF anew."),
  TOO_MANY_PAGES: reason(
    "unprocessable",
    "The file holds more pages than the limit.",
    "Split the file or raise the limit in the settings.",
  ),
  UNSUPPORTED_PIXEL_TYPE: reason(
    "unprocessable",
    "The kind of samples is not read here.",
    "Save the image with 8 or 16 bits a sample, grey or RGB.",
  ),
  UNSUPPORTED_COMPRESSION: reason(
    "unprocessable",
    "The compression of the file is not read here.",
    "Save the TIFF uncompressed, or with LZW, Deflate or JPEG.",
  ),
  METADATA_TOO_LARGE: reason(
    "unprocessable",
    "The metadata in the file is larger than the limit.",
    "Remove embedded previews and profiles.",
  ),
  DECODER_TIMEOUT: reason("unprocessable", "Decoding took longer than the limit.", "Convert the file to an uncompressed TIFF."),
  DECODER_CRASHED: reason("unprocessable", "The decoder could not survive this file.", "Export the file anew with another program."),
  DECODER_OUT_OF_MEMORY: reason(
    "unprocessable",
    "Decoding needed more memory than the limit.",
    "Tile or crop the image, or raise the limit.",
  ),
  ARCHIVE_BAD_PATH: reason(
    "unprocessable",
    "An entry of the archive has a path that leaves it.",
    "Pack the folder anew with relative names.",
  ),
  ARCHIVE_TOO_LARGE: reason("unprocessable", "The archive unpacks to more than the limit.", "Split the archive."),
  ARCHIVE_CORRUPT: reason("unprocessable", "The archive is damaged.", "Pack the folder anew."),
  NAME_INVALID: reason(
    "unprocessable",
    "The file name cannot be used.",
    "Rename the file: no NUL, no control characters, at most 1,024 bytes.",
  ),
  NAME_DUPLICATE: reason("unprocessable", "Another file in this import has the same name.", "Rename one of them."),
  FILE_UNREADABLE: reason("unprocessable", "The file could not be read.", "Check that it exists and that you may read it."),
  NAMES_PATTERN_INVALID: reason(
    "invalid_argument",
    "The pattern for file names is not valid.",
    "Use {name}, {name:int}, {name:float} or {name:date} between fixed text.",
  ),
  NAMES_PATTERN_MISMATCH: reason("unprocessable", "The file name does not match the pattern.", "Correct the pattern or rename the file."),
  METADATA_TABLE_INVALID: reason(
    "invalid_argument",
    "The metadata table is not valid.",
    "Use CSV or TSV with one header line and a key column.",
  ),
  PIXEL_SIZE_UNKNOWN: reason("failed_precondition", "The size of a pixel is not known.", "Give the pixel size, or use limits in pixels."),
  FILE_CHANGED: reason("unprocessable", "The file changed while it was sent, or is not there any more.", "Bring it again."),
  INTAKE_EMPTY: reason(
    "failed_precondition",
    "None of the files can be taken.",
    "Look at the reason of each, then bring the folder again.",
  ),
  INTAKE_UNFINISHED: reason(
    "failed_precondition",
    "Some files have not been received yet.",
    "Wait, or choose the folder again to send the rest.",
  ),
  SHEET_CHANGED: reason(
    "conflict",
    "Somebody else changed this cell meanwhile.",
    "Look at the new value, then change it again if you want.",
  ),
  CELL_INVALID: reason("invalid_argument", "A cell of the sheet cannot hold this.", "See the sentence at the cell."),
  ORIGINAL_NOT_KEPT: reason("gone", "The original file was not kept.", "Switch 'keep originals' on before the import."),
  // stored data
  OBJECT_CORRUPT: reason("data_loss", "Stored data is missing or damaged.", "Run 'argosy check'; restore the named key from a backup."),
  OUTPUT_DIFFERS: reason("data_loss", "The same work gave two different results.", "Run 'argosy check' and report it."),
  STORAGE_FULL: reason("resource_exhausted", "There is no space left in the store.", "Free space; the work goes on by itself."),
  DB_UNAVAILABLE: reason("unavailable", "The database does not answer.", "Try again in a few seconds."),
  // addresses
  ID_INVALID: reason("not_found", "There is no such thing.", "Check the address."),
  TILE_OUT_OF_RANGE: reason("not_found", "The tile lies outside the image.", "Ask for a tile inside the image."),
  ADDRESS_INVALID: reason("invalid_argument", "The address is malformed.", "Use whole numbers that are not negative."),
  COLOR_INVALID: reason("invalid_argument", "The colour is malformed.", "Use 6 or 8 hexadecimal digits."),
  RANGE_INVALID: reason("out_of_range", "The range lies outside the file.", "Ask for bytes inside the file."),
  // graphs and runs
  GRAPH_CYCLE: reason("unprocessable", "The graph runs in a circle.", "Remove one of the edges named."),
  GRAPH_SELF_EDGE: reason("unprocessable", "An edge leads from a node to itself.", "Remove the edge."),
  GRAPH_TYPE_MISMATCH: reason("unprocessable", "An edge joins slots of different kinds.", "Connect slots of the same kind."),
  GRAPH_MISSING_INPUT: reason("unprocessable", "A node lacks a required input.", "Connect the slot named."),
  GRAPH_SLOT_OCCUPIED: reason("unprocessable", "Two edges lead into a slot that takes one.", "Remove one of them."),
  GRAPH_UNKNOWN_NODE: reason("unprocessable", "There is no node class of this name and version.", "See the list of nodes."),
  GRAPH_UNKNOWN_SLOT: reason("unprocessable", "The node has no slot of this name.", "See the node's slots."),
  GRAPH_UNKNOWN_INSTANCE: reason("unprocessable", "An edge names a node that is not in the graph.", "Correct the edge."),
  GRAPH_DUPLICATE_ID: reason("unprocessable", "Two nodes of the graph have the same id.", "Rename one of them."),
  GRAPH_TOO_LARGE: reason("unprocessable", "The graph has more nodes or edges than the limit.", "Split the graph."),
  GRAPH_INVALID: reason("unprocessable", "The graph is not well formed.", "Compare it with a template."),
  PARAM_INVALID: reason("invalid_argument", "A parameter is not valid.", "See the node's parameters with their ranges."),
  STROKES_MISSING: reason(
    "failed_precondition",
    "There is too little painted to learn from.",
    "Paint strokes on objects, and on the background.",
  ),
  NODE_INPUT_INVALID: reason("unprocessable", "A node cannot work on this input.", "See the node's description."),
  TOO_MANY_OBJECTS: reason("unprocessable", "The image gives more objects than the limit.", "Raise the threshold or the smallest area."),
  COMPANION_MISSING: reason("unprocessable", "An image lacks the file that belongs to it.", "Import the missing file too."),
  TABLE_INVALID: reason("unprocessable", "The table cannot be read.", "Export the table anew from the instrument."),
  COLLECTION_EMPTY: reason("failed_precondition", "The collection has no image that is ready.", "Import images first."),
  COLLECTION_TOO_SMALL: reason(
    "unprocessable",
    "The collection has too few images for this step.",
    "Import more images, or choose a step that works on each image alone.",
  ),
  COLLECTION_UNEQUAL: reason(
    "unprocessable",
    "The images of the collection are not alike.",
    "Make collections of images of one size and type.",
  ),
  SHARED_UNKNOWN: reason(
    "failed_precondition",
    "What this step takes from the whole collection is not known yet.",
    "A run finds it first, and so does a trial on a few images.",
  ),
  // tasks
  WORKER_CRASHED: reason("internal", "A worker process ended while it worked on this task.", "Try again; report it if it stays."),
  TASK_TIMEOUT: reason("internal", "The task took longer than the limit.", "Try again with smaller images."),
  OUT_OF_MEMORY: reason("internal", "The task needed more memory than the limit.", "Try again with smaller images."),
  TASK_FAILED: reason("internal", "The task failed.", "See the detail; retry repeats only what failed."),
  TASK_TOO_EXPENSIVE: reason("unprocessable", "The parameters would make the task too expensive.", "Choose smaller values."),
  TASK_NOT_STUCK: reason("failed_precondition", "The task needs no second try.", "See 'argosy admin tasks' for those that do."),
  DEPENDENCY_FAILED: reason("failed_precondition", "A step that this one needs failed.", "Retry the failed step."),
  JOB_FINISHED: reason("failed_precondition", "The job has ended already.", "Start a new one."),
  JOB_NOT_FAILED: reason("failed_precondition", "Nothing of this job failed.", "There is nothing to retry."),
  // learning
  TOO_FEW_LABELS: reason("failed_precondition", "There are too few labels to learn from.", "Label at least two objects of two classes."),
  LABEL_TABLE_INVALID: reason(
    "invalid_argument",
    "The table of labels is not valid.",
    "Use columns object or image and label, class, status, author.",
  ),
  LABEL_ACTION_LATE: reason(
    "conflict",
    "A later action of this browser was done before.",
    "Reload the page; labels are shown as they stand.",
  ),
  MODEL_INVALID: reason("unprocessable", "The model file is not valid.", "Train a new model."),
  FEATURES_MISMATCH: reason("failed_precondition", "The model was trained on other measurements.", "Train a new model or measure again."),
  // export
  BUNDLE_INVALID: reason("unprocessable", "The bundle breaks a rule of EcoTaxa.", "See the rule named."),
  // requests
  JSON_INVALID: reason("invalid_argument", "The body is not valid JSON.", "Send valid JSON in UTF-8."),
  JSON_TOO_DEEP: reason("invalid_argument", "The JSON is nested too deep.", "Send at most 64 levels."),
  TEXT_INVALID: reason("invalid_argument", "A text holds characters that cannot be stored.", "Remove NUL characters and lone surrogates."),
  FIELD_INVALID: reason("invalid_argument", "A field is not valid.", "See the field named."),
  NAME_TAKEN: reason("already_exists", "There is one of this name already.", "Choose another name."),
  BODY_TOO_LARGE: reason("payload_too_large", "The body is larger than the limit.", "Send less at once, or use an upload."),
  QUOTA_EXCEEDED: reason("resource_exhausted", "A quota is used up.", "Wait, or ask the administrator."),
  UPLOAD_CONFLICT: reason("conflict", "The upload is at another position.", "Ask for the offset and go on from there."),
  UPLOAD_BUSY: reason("conflict", "Another request adds to the upload.", "Wait until it has ended, then ask for the offset."),
  CHECKSUM_MISMATCH: reason("invalid_argument", "The bytes changed on their way.", "Send them again from the same offset."),
  TUS_VERSION: reason("failed_precondition", "The version of the upload protocol is not known here.", "Use tus 1.0.0."),
  UPLOAD_EXPIRED: reason("gone", "The upload is not there any more.", "Start it again."),
  // identity
  TOKEN_MISSING: reason("unauthenticated", "You are not signed in.", "Sign in, or send a token."),
  TOKEN_INVALID: reason("unauthenticated", "The token is not valid.", "Sign in again, or make a new token."),
  TOKEN_EXPIRED: reason("unauthenticated", "The token has expired.", "Sign in again, or make a new token."),
  PERMISSION_MISSING: reason("permission_denied", "You may see this but not do that.", "Ask the owner of the project."),
  CROSS_ORIGIN: reason("permission_denied", "The request comes from another site.", "Use the pages of this server, or send a token."),
  PASSWORD_WRONG: reason("unauthenticated", "Name or password is wrong.", "Try again; the owner may set a new password."),
  // running the thing
  DATA_FOLDER_IN_USE: reason("failed_precondition", "Another server works on this data folder.", "Stop it, or use its address."),
  SETTINGS_INVALID: reason("failed_precondition", "The settings are not valid.", "Correct the settings named."),
} as const satisfies Record<string, ReasonMeaning>;

/** The name of a row of {@link REASONS}. */
export type Reason = keyof typeof REASONS;
