/** What one rule of the EcoTaxa import asks for. */
export interface EcotaxaRule {
  readonly sentence: string;
  /** Enforced by the database alone: the validator of EcoTaxa passes it and the load fails or cuts. */
  readonly database?: true;
}

/**
 * The rules of an EcoTaxa import bundle: A archive, E encoding and layout, C columns, V values, I images.
 * A finding names one of them. Rules without `database` mirror what EcoTaxa's own validator refuses.
 */
export const ECOTAXA_RULES = {
  A1: { sentence: "Index files are named ecotaxa*.tsv or ecotaxa*.txt in lower case; at least one, at most 2,000." },
  A2: { sentence: "The archive's name ends in .zip and it can be unpacked." },
  A3: { sentence: "Each img_file_name is the path of an image below the folder of its index file." },
  A4: { sentence: "Each index file has a path of its own, because loaded files are remembered by path." },
  E1: { sentence: 'Tab-separated, quoted with "; read as latin-1 unless it starts with the UTF-8 byte order mark.' },
  E2: { sentence: "Line 1 holds the headers, line 2 the types [t] or [f] of free object columns, objects follow." },
  E3: { sentence: "object_id, img_file_name, sample_id, acq_id and object_annotation_* are written in lower case, each header once." },
  E4: { sentence: "No value stands beyond the last header." },
  C1: { sentence: "Every header is a known name or begins with object_, sample_, acq_ or process_." },
  C2: { sentence: "img_file_name and object_id are there, and sample_id, acq_id, process_id where columns of their table are." },
  C3: { sentence: "Predefined columns keep their meaning; sample_dataportal_descriptor holds at most 8,000 characters.", database: true },
  C4: { sentence: "A project has at most 500 [f] and 20 [t] free object columns, 60 sample, 30 acquisition, 30 process columns." },
  C5: { sentence: "Punctuation in the name of a column is allowed." },
  C6: { sentence: "Free text holds at most 250 characters; ids, object_link and img_file_name at most 255.", database: true },
  V1: { sentence: "Numbers are written as Python reads them: a point, no comma, not -inf." },
  V2: { sentence: "Latitude lies in -90..90 and longitude in -180..180, decimal or as DDD°MM SS." },
  V3: { sentence: "Dates are YYYYMMDD or YYYY-MM-DD; times HHMM, HHMMSS or HH:MM:SS." },
  V4: { sentence: "A status is predicted, validated, dubious or discarded, comes with a category, and a category with a status." },
  V5: { sentence: "An acquisition belongs to exactly one sample." },
  V6: { sentence: "The pair of object_id and img_file_name is unique in the project." },
  V7: { sentence: "sample_tot_vol and acq_sub_part, from which concentrations are computed, hold numbers." },
  I1: { sentence: "Images are whole PNG, JPEG or GIF files by content, named .png, .jpg, .jpeg or .gif." },
  I2: { sentence: "An image is at most 32,767 pixels wide and high, and at most 800 million pixels large." },
  I3: { sentence: "img_rank is a whole number from 0 to 99, different for each image of an object." },
  I4: { sentence: "The image with the lowest img_rank is the one displayed: give ranks where an object has several images." },
} as const satisfies Readonly<Record<string, EcotaxaRule>>;

/** The id of a rule. */
export type EcotaxaRuleId = keyof typeof ECOTAXA_RULES;
